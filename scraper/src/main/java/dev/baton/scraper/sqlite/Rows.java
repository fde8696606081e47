package dev.baton.scraper.sqlite;

import dev.baton.scraper.Ends;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what [ChangeWriter] has written.
final class Rows {
  private Rows() {}

  static Map<String, String> settings(Statements sql) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    sql.query(row -> settings.put(row.getString(1), row.getString(2)), "SELECT * FROM setting");
    return Map.copyOf(settings);
  }

  static Ends ends(Statements sql) throws SQLException {
    return sql.query(row -> new Ends(row.getLong(1), row.getLong(2)), "SELECT * FROM ends")
        .getFirst();
  }

  static Map<Long, String> redirects(Statements sql, int most) throws SQLException {
    Map<Long, String> redirects = new HashMap<>();
    sql.query(
        row -> redirects.put(row.getLong(1), row.getString(2)),
        "SELECT id, detail FROM url WHERE state = ? AND status BETWEEN 300 AND 399"
            + " AND detail IS NOT NULL LIMIT ?",
        UrlState.FETCHED.code(),
        most);
    return redirects;
  }

  static List<SavedHost> hosts(Statements sql) throws SQLException {
    return sql.query(Rows::host, "SELECT * FROM host ORDER BY id");
  }

  static Optional<SavedRobots> robots(Statements sql, String origin) throws SQLException {
    return sql.query(Rows::robots, "SELECT * FROM robots WHERE origin = ?", origin).stream()
        .findFirst();
  }

  static Map<String, Instant> robotsTimes(Statements sql) throws SQLException {
    Map<String, Instant> times = new HashMap<>();
    sql.query(
        row -> times.put(row.getString(1), instant(row.getLong(2))),
        "SELECT origin, at FROM robots");
    return times;
  }

  static UrlRecord url(ResultSet row) throws SQLException {
    return new UrlRecord(
        row.getLong(1),
        row.getString(2),
        row.getInt(3),
        kind(row, 4),
        row.getInt(5),
        row.getInt(6),
        UrlState.of(row.getInt(7)),
        row.getInt(8),
        row.getInt(9));
  }

  private static SavedHost host(ResultSet row) throws SQLException {
    return new SavedHost(
        row.getInt(1),
        row.getString(2),
        instant(row.getLong(3)),
        row.getString(4),
        Duration.of(row.getLong(5), ChronoUnit.MICROS),
        Duration.of(row.getLong(6), ChronoUnit.MICROS),
        row.getInt(7),
        row.getString(8));
  }

  private static SavedRobots robots(ResultSet row) throws SQLException {
    return new SavedRobots(
        row.getString(1),
        instant(row.getLong(2)),
        SavedRobots.Meaning.valueOf(row.getString(3)),
        row.getString(4),
        row.getBytes(5));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static UrlRecord.Kind kind(ResultSet row, int column) throws SQLException {
    return row.getInt(column) == 0 ? UrlRecord.Kind.PAGE : UrlRecord.Kind.SITEMAP;
  }
}
