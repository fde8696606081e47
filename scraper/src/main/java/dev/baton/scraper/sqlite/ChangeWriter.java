package dev.baton.scraper.sqlite;

import dev.baton.scraper.Change;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.UrlRecord;
import dev.baton.sql.Statements;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says each change in SQL. The numbers in it are [dev.baton.scraper.UrlState#code()]; 0, written
/// out, because SQLite uses the index of one state only for a statement that names it.
///
/// @param keepsPages whether pages become tables
record ChangeWriter(Statements sql, boolean keepsPages) {
  private static final String FOUND =
      "INSERT INTO url VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)";

  private static final String MOVED =
      "UPDATE url SET host = ?, state = ?, origin = ?, depth = ?, hops = ?, detail = ?"
          + " WHERE id = ?";

  private static final String ASKED = "UPDATE url SET state = 1 WHERE id = ?";

  private static final String ASK_AGAIN =
      "UPDATE url SET state = 0, tries = ?, detail = ? WHERE id = ?";

  private static final String DONE =
      "UPDATE url SET state = ?, detail = ?, status = ?, millis = ?, page_end = ? WHERE id = ?";

  private static final String HOST = "INSERT OR REPLACE INTO host VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String LEFT_OUT = "UPDATE url SET state = ?, detail = ? WHERE state = 0";

  private static final String PAGE = "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)";

  private static final String ROBOTS = "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?, ?)";

  /// Leaves out what a later change of the same commit makes superfluous: that a URL is being asked
  /// for, if an answer has come since; how a host was to be treated before.
  void write(List<Change> changes) throws SQLException {
    Map<Long, Change> lastOfUrl = new HashMap<>();
    Map<Integer, SavedHost> hosts = new LinkedHashMap<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Asked asked -> lastOfUrl.put(asked.id(), asked);
        case Change.AskAgain again -> lastOfUrl.put(again.id(), again);
        case Change.Done done -> lastOfUrl.put(done.id(), done);
        case Change.HostSaved(SavedHost host) -> hosts.put(host.id(), host);
        default -> {}
      }
    }
    for (Change change : changes) {
      if (!(change instanceof Change.Asked asked) || lastOfUrl.get(asked.id()) == asked) {
        write(change);
      }
    }
    for (SavedHost host : hosts.values()) {
      host(host);
    }
  }

  private void write(Change change) throws SQLException {
    switch (change) {
      case Change.Found(UrlRecord url, long from, String detail) -> found(url, from, detail);
      case Change.Moved moved -> moved(moved);
      case Change.Asked(long id) -> sql.update(ASKED, id);
      case Change.AskAgain(long id, int tries, String detail) ->
          sql.update(ASK_AGAIN, tries, detail, id);
      case Change.Done done -> done(done);
      case Change.HostSaved _ -> {} // see above
      case Change.LeftOut(int host, var state, String detail) when host == 0 ->
          sql.update(LEFT_OUT, state.code(), detail);
      case Change.LeftOut(int host, var state, String detail) ->
          sql.update(LEFT_OUT + " AND host = ?", state.code(), detail, host);
      case Change.RobotsSaved(SavedRobots robots) -> robots(robots);
    }
  }

  private void found(UrlRecord url, long from, String detail) throws SQLException {
    sql.update(
        FOUND,
        url.id(),
        url.url(),
        url.host(),
        url.kind() == UrlRecord.Kind.SITEMAP ? 1 : 0,
        url.depth(),
        url.hops(),
        from,
        url.state().code(),
        detail,
        url.tries(),
        url.status());
  }

  private void moved(Change.Moved moved) throws SQLException {
    sql.update(
        MOVED,
        moved.host(),
        moved.state().code(),
        moved.from(),
        moved.depth(),
        moved.hops(),
        moved.detail(),
        moved.id());
  }

  private void done(Change.Done done) throws SQLException {
    sql.update(
        DONE,
        done.state().code(),
        done.detail(),
        done.status(),
        done.millis(),
        done.pageEnd(),
        done.id());
    if (keepsPages && done.page() != null) {
      page(done.id(), PageRow.of(done.page()));
    }
  }

  /// A page that was asked for once more replaces what there was. Its links are one text: a row for
  /// each would cost more than all else together.
  private void page(long id, PageRow page) throws SQLException {
    String links = String.join(" ", page.links());
    sql.update(PAGE, id, page.title(), links, page.error(), page.usage(), page.type());
  }

  private void host(SavedHost host) throws SQLException {
    sql.update(
        HOST,
        host.id(),
        host.name(),
        micros(host.next()),
        host.why(),
        micros(host.backOff()),
        micros(host.crawlDelay()),
        host.failures(),
        host.givenUp());
  }

  private void robots(SavedRobots robots) throws SQLException {
    sql.update(
        ROBOTS,
        robots.origin(),
        micros(robots.at()),
        robots.meaning().name(),
        robots.why(),
        robots.body());
  }

  /// Rounded up, so that no host is asked too early.
  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at.plusNanos(999));
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1000;
  }
}
