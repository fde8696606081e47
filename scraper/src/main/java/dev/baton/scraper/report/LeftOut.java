package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.CrawlFigures.Group;
import java.util.Map;

/// What was seen and not asked for, or is not kept, and why.
record LeftOut(Map<UrlState, Group> groups) implements Part {
  @Override
  public String id() {
    return "left-out";
  }

  @Override
  public String title() {
    return "Left out, and why";
  }

  @Override
  public boolean isEmpty() {
    return groups.keySet().stream().noneMatch(LeftOut::isOurs);
  }

  private static boolean isOurs(UrlState state) {
    return Fate.of(state) == Fate.LEFT_OUT;
  }

  @Override
  public void write(Markup page) {
    groups.forEach((state, group) -> write(page, state, group));
  }

  private static void write(Markup page, UrlState state, Group group) {
    if (isOurs(state)) {
      boolean isUnknown = state == UrlState.FORBIDDEN && group.forbidsNothing();
      ReasonList.write(
          page,
          States.target(state),
          isUnknown ? "not asked for" : state.text(),
          isUnknown ? "their robots.txt could not be had, which forbids all" : meaning(state),
          group);
    }
  }

  /// In a few words.
  static String meaning(UrlState state) {
    return switch (state) {
      case FORBIDDEN -> "robots.txt forbids them, or could not be had";
      case NOFOLLOW -> "only links that ask not to be followed lead there";
      case OUT_OF_SCOPE -> "not part of what was to be crawled";
      case TRAP -> "they look endlessly many";
      case LIMIT -> "beyond a limit";
      case TYPE -> "no HTML: pictures, documents";
      case PRIVATE_ADDRESS -> "their host has an address that may not be asked";
      case ENCODING -> "packed in a way that cannot be undone";
      case HOST_GIVEN_UP -> "their host is not asked any more";
      case FAILED -> "no usable answer came";
      case PENDING, ASKED -> "still to be asked for";
      case FETCHED, NOINDEX -> "";
    };
  }
}
