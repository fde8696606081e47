package dev.baton.scraper;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.scraper.Asker.Visit;
import dev.baton.scraper.Frontier.Way;
import dev.baton.scraper.Selection.LeftOut;
import dev.baton.scraper.UrlRecord.Kind;
import dev.baton.scraper.robots.Sitemap;
import dev.baton.scraper.robots.Sitemaps;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Says what becomes of a URL when an answer came, or when none is asked for: which state it gets,
/// where it leads, and whether it is written.
///
/// It waits first, for room in the [Committer]; then all that an answer brings is told at once,
/// with no switch in between. So what it leads to is stored with it or before it, never after.
final class AnswerHandler {
  /// Sitemaps list sitemaps or are elsewhere, so often in a row at most.
  private static final int MOST_NESTED = 5;

  /// A sitemap that is larger is parsed outside the loop, in bytes.
  private static final int LARGE = 16 * 1024;

  private final Frontier frontier;
  private final RobotsFiles robots;
  private final Redirects redirects;
  private final StartPages startPages;
  private final Committer committer;
  private final Tally tally;

  AnswerHandler(
      Frontier frontier,
      RobotsFiles robots,
      Redirects redirects,
      StartPages startPages,
      Committer committer,
      Tally tally) {
    this.frontier = frontier;
    this.robots = robots;
    this.redirects = redirects;
    this.startPages = startPages;
    this.committer = committer;
    this.tally = tally;
  }

  /// A URL is not asked for.
  @Suspends
  void leave(UrlRecord record, LeftOut left) {
    committer.awaitRoom();
    startPages.noteLeftOut(record.url(), left);
    finish(record, left.state(), left.detail(), null, null);
  }

  /// An answer came that counts.
  @Suspends
  void settle(UrlRecord record, HttpUrl url, Visit visit) {
    if (record.kind() == Kind.SITEMAP) {
      settleSitemap(record, url, visit);
    } else {
      committer.awaitRoom();
      settlePage(record, url, visit);
    }
  }

  // --- pages

  private void settlePage(UrlRecord record, HttpUrl url, Visit visit) {
    Page page =
        new Page(url, record.depth(), visit.answer(), visit.took(), usage(url, visit.answer()));
    switch (visit.answer()) {
      case Answer.Html html -> {
        follow(record, html.links());
        String detail = html.needsScript() ? "it seems to need JavaScript" : html.error();
        finish(record, html.noindex() ? UrlState.NOINDEX : UrlState.FETCHED, detail, visit, page);
      }
      case Answer.NotHtml file -> {
        String type =
            file.type().isEmpty() ? "of a type that the server does not name" : file.type();
        finish(record, file.noindex() ? UrlState.NOINDEX : UrlState.TYPE, type, visit, page);
      }
      case Answer.Redirect redirect -> followRedirect(record, redirect, visit, page);
      case Answer.Failed failed -> finish(record, state(failed), failed.error(), visit, page);
      case Answer.StatusOnly _, Answer.Bytes _ ->
          finish(record, UrlState.FETCHED, null, visit, page);
    }
  }

  /// What the page says of its use goes before what its site says.
  @Suspends
  private String usage(HttpUrl url, Answer answer) {
    return answer.usage() != null ? answer.usage() : robots.usage(url);
  }

  private static UrlState state(Answer.Failed failed) {
    return switch (failed.problem()) {
      case NO_ANSWER, BAD_ANSWER -> UrlState.FAILED;
      case ENCODING -> UrlState.ENCODING;
      case PRIVATE_ADDRESS -> UrlState.PRIVATE_ADDRESS;
    };
  }

  private void follow(UrlRecord from, List<Link> links) {
    for (Link link : links) {
      Way way = new Way(from.id(), from.depth() + 1, 0, link.follow());
      frontier.add(link.url(), Kind.PAGE, way);
    }
  }

  private void followRedirect(UrlRecord from, Answer.Redirect redirect, Visit visit, Page page) {
    HttpUrl target = redirect.target();
    Optional<String> problem =
        redirects.problem(from.id(), from.hops(), frontier.id(target), target);
    if (problem.isPresent()) {
      Page failed = page.failed(problem.get());
      finish(
          from, UrlState.FAILED, problem.get(), new Visit(failed.answer(), visit.took()), failed);
      return;
    }
    frontier.add(target, Kind.PAGE, new Way(from.id(), from.depth(), from.hops() + 1, true));
    redirects.note(from.id(), frontier.id(target));
    finish(from, UrlState.FETCHED, Redirects.detail(target), visit, page);
  }

  /// @param visit null if it was not asked for
  /// @param page null if nothing is written
  private void finish(UrlRecord record, UrlState state, String detail, Visit visit, Page page) {
    int status = visit == null ? 0 : visit.answer().status();
    long millis = visit == null ? 0 : visit.took().toMillis();
    boolean wasAsked = state != UrlState.PRIVATE_ADDRESS;
    boolean isWritten = wasAsked && state != UrlState.NOINDEX;
    tally.move(UrlState.PENDING, state, 1);
    if (page != null) {
      startPages.note(page);
    }
    if (page != null && wasAsked) {
      tally.addVisit(status);
    }
    committer.add(
        new Change.Done(record.id(), state, detail, status, millis, isWritten ? page : null, 0));
  }

  // --- sitemaps

  @Suspends
  private void settleSitemap(UrlRecord record, HttpUrl url, Visit visit) {
    switch (visit.answer()) {
      case Answer.Bytes file -> {
        Sitemap sitemap = parse(url, file.body());
        committer.awaitRoom();
        add(record, sitemap);
        finish(record, state(sitemap), detail(sitemap), visit, null);
      }
      case Answer.Redirect redirect when record.hops() < MOST_NESTED -> {
        frontier.add(redirect.target(), Kind.SITEMAP, nested(record));
        finish(record, UrlState.FETCHED, Redirects.detail(redirect.target()), visit, null);
      }
      case Answer.Failed failed -> finish(record, state(failed), failed.error(), visit, null);
      case Answer other ->
          finish(record, UrlState.FAILED, "no sitemap: status " + other.status(), visit, null);
    }
  }

  /// A file that is broken, or no sitemap, has failed, although the URLs in front are taken: only
  /// so is it seen.
  private static UrlState state(Sitemap sitemap) {
    return sitemap.problem().isEmpty() || sitemap.cut() ? UrlState.FETCHED : UrlState.FAILED;
  }

  private static String detail(Sitemap sitemap) {
    int pages = sitemap.pages().size();
    int sitemaps = sitemap.sitemaps().size();
    String count = "a sitemap of " + count(pages, "page") + " and " + count(sitemaps, "sitemap");
    if (sitemap.problem().isEmpty()) {
      return count;
    }
    return pages + sitemaps == 0 ? sitemap.problem() : count + ": " + sitemap.problem();
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void add(UrlRecord record, Sitemap sitemap) {
    Way way = new Way(record.id(), 0, 0, true);
    sitemap.pages().forEach(page -> frontier.add(page, Kind.PAGE, way));
    if (record.hops() < MOST_NESTED) {
      sitemap.sitemaps().forEach(each -> frontier.add(each, Kind.SITEMAP, nested(record)));
    }
  }

  private static Way nested(UrlRecord record) {
    return new Way(record.id(), 0, record.hops() + 1, true);
  }

  @Suspends
  private static Sitemap parse(HttpUrl url, byte[] body) {
    return body.length < LARGE
        ? Sitemaps.read(url, body)
        : Blocking.call(() -> Sitemaps.read(url, body));
  }
}
