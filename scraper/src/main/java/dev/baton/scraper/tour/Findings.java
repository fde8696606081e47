package dev.baton.scraper.tour;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.demo.Expectation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares what became of the URLs of the world with what should have.
final class Findings {
  /// What is longer is not said in full.
  private static final int SHORT = 35;

  private final Sight sight;

  private Findings(Sight sight) {
    this.sight = sight;
  }

  /// One for each thing that is there, in the order of what should become of them.
  static List<Finding> of(List<Expectation> expectations, Sight sight) {
    Map<String, List<Expectation>> things = new LinkedHashMap<>();
    for (Expectation each : expectations) {
      things.computeIfAbsent(each.what(), _ -> new ArrayList<>()).add(each);
    }
    Findings findings = new Findings(sight);
    List<Finding> all = new ArrayList<>();
    things.forEach((what, urls) -> all.add(findings.finding(what, urls)));
    all.addAll(PoliteFindings.of(sight));
    all.sort(Comparator.comparing(Finding::should));
    return all;
  }

  private Finding finding(String what, List<Expectation> urls) {
    List<String> wrong = urls.stream().flatMap(url -> wrong(url).stream()).toList();
    int right = urls.size() - wrong.size();
    String count = urls.size() == 1 && right == 1 ? "" : right + " of " + urls.size() + " ";
    return new Finding(what, Should.of(urls.getFirst()), count + text(urls), wrong);
  }

  // --- what is wrong

  private Optional<String> wrong(Expectation expected) {
    return expected.family() ? wrongFamily(expected) : wrongUrl(expected);
  }

  private Optional<String> wrongFamily(Expectation expected) {
    return example(expected).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s...: none became \"%s\"%s, of %d"
                .formatted(
                    expected.url(), expected.state().text(), saying(expected), family(expected)));
  }

  private Optional<String> wrongUrl(Expectation expected) {
    FoundUrl found = sight.found().get(expected.url());
    if (found == null) {
      return Optional.of(expected.url() + " was never seen");
    }
    if (!isAsExpected(found, expected)) {
      return Optional.of(
          "%s became \"%s\" with status %d (%s) in place of \"%s\" with %d%s"
              .formatted(
                  expected.url(),
                  found.state().text(),
                  found.status(),
                  sight.says(found),
                  expected.state().text(),
                  expected.status(),
                  saying(expected)));
    }
    if (expected.isUntouched() && sight.wasAsked(expected.url())) {
      return Optional.of(expected.url() + " was asked for");
    }
    return expected.state() == UrlState.NOINDEX && sight.isWritten(expected.url())
        ? Optional.of(expected.url() + " was written")
        : Optional.empty();
  }

  private static String saying(Expectation expected) {
    return expected.says().isEmpty() ? "" : " (" + expected.says() + ")";
  }

  private boolean isAsExpected(FoundUrl found, Expectation expected) {
    return found.state() == expected.state()
        && (found.status() == expected.status() || expected.state() == UrlState.TRAP)
        && sight.says(found).contains(expected.says());
  }

  /// One URL of a family that is as it should be.
  private Optional<FoundUrl> example(Expectation family) {
    return sight.found().values().stream()
        .filter(url -> family.isAbout(url.url()) && isAsExpected(url, family))
        .findFirst();
  }

  private long family(Expectation family) {
    return sight.found().keySet().stream().filter(family::isAbout).count();
  }

  // --- what there is to say

  private String text(List<Expectation> urls) {
    Expectation first = urls.getFirst();
    String verb = verb(first, urls);
    String reason = reason(first);
    return reason.isEmpty() ? verb : verb + ": " + reason;
  }

  private String verb(Expectation expected, List<Expectation> urls) {
    return switch (expected.state()) {
      case FETCHED -> fetched(expected.status(), urls);
      case NOINDEX -> "read and not written";
      case FORBIDDEN, NOFOLLOW, OUT_OF_SCOPE -> "left alone";
      case PRIVATE_ADDRESS -> "never dialled";
      case TRAP -> "cut after " + pagesBefore(expected);
      case TYPE -> "not parsed";
      case ENCODING -> "refused";
      default -> "given up";
    };
  }

  private static String fetched(int status, List<Expectation> urls) {
    if (status == 200) {
      return "read";
    }
    return (status < 400 ? "followed: " : "reported: ") + statuses(urls);
  }

  private static String statuses(List<Expectation> urls) {
    return urls.stream().map(url -> url.status() + "").collect(Collectors.joining(", "));
  }

  private long pagesBefore(Expectation family) {
    return sight.found().values().stream()
        .filter(url -> family.isAbout(url.url()) && url.state() == UrlState.FETCHED)
        .count();
  }

  /// Where it is worth a word: what the crawl says.
  private String reason(Expectation expected) {
    boolean isTold = !expected.says().isEmpty() || expected.state() == UrlState.FAILED;
    String says = isTold ? told(expected).map(sight::says).orElse("") : "";
    return says.length() > SHORT && !expected.says().isEmpty() ? expected.says() : says;
  }

  private Optional<FoundUrl> told(Expectation expected) {
    return expected.family()
        ? example(expected)
        : Optional.ofNullable(sight.found().get(expected.url()));
  }
}
