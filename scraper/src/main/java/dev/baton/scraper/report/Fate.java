package dev.baton.scraper.report;

import dev.baton.scraper.UrlState;

/// What became of a URL, as coarsely as a picture shows it.
enum Fate {
  FETCHED("fetched"),
  FAILED("failed"),
  LEFT_OUT("left out"),
  WAITING("waiting");

  private final String text;

  Fate(String text) {
    this.text = text;
  }

  static Fate of(UrlState state) {
    return switch (state) {
      case FETCHED, NOINDEX -> FETCHED;
      case FAILED, HOST_GIVEN_UP, ENCODING -> FAILED;
      case PENDING, ASKED -> WAITING;
      case FORBIDDEN, NOFOLLOW, OUT_OF_SCOPE, TRAP, LIMIT, TYPE, PRIVATE_ADDRESS -> LEFT_OUT;
    };
  }

  /// An answer with an error status is a failure to who looks for pages.
  static Fate of(UrlState state, int status) {
    Fate fate = of(state);
    return fate == FETCHED && status >= 400 ? FAILED : fate;
  }

  String text() {
    return text;
  }

  /// In the style sheet.
  String style() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
