package dev.baton.scraper.sqlite;

import dev.baton.scraper.PageRow;
import dev.baton.sql.Sqlite;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/// Writes pages into an SQLite file of their own, with a table of pages and one of their links.
///
/// It blocks. Nobody else may use the file meanwhile, and if it fails the file is of no use.
public final class PageTables {
  private static final String SCHEMA =
      """
      PRAGMA journal_mode = OFF;
      PRAGMA synchronous = OFF;
      BEGIN;
      CREATE TABLE pages (
        id     INTEGER PRIMARY KEY,
        url    TEXT    NOT NULL,
        status INTEGER,
        title  TEXT,
        ms     INTEGER NOT NULL,
        error  TEXT,
        depth  INTEGER NOT NULL,
        usage  TEXT,
        type   TEXT
      ) STRICT;
      CREATE TABLE links (page INTEGER NOT NULL REFERENCES pages, url TEXT NOT NULL) STRICT;
      """;

  private static final String INDEXES =
      """
      CREATE INDEX pages_by_url ON pages (url);
      CREATE INDEX links_by_page ON links (page);
      CREATE INDEX links_by_url ON links (url);
      COMMIT;
      """;

  private PageTables() {}

  /// @param file does not exist, or is empty
  /// @return how many pages
  /// @throws IOException with what to do about it, if it cannot be written
  public static long write(Path file, Iterable<PageRow> pages) throws IOException {
    Sqlite sqlite = new Sqlite();
    try (Connection connection = sqlite.connect(Sqlite.url(file));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(SCHEMA);
      long count = insert(connection, pages);
      statement.executeUpdate(INDEXES);
      return count;
    } catch (SQLException failure) {
      String seen = Sqlite.isExplained(failure) ? "" : ": " + failure.getMessage();
      throw new IOException(sqlite.advice(failure) + seen, failure);
    }
  }

  private static long insert(Connection connection, Iterable<PageRow> pages) throws SQLException {
    long id = 0;
    try (PreparedStatement page =
            connection.prepareStatement("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement link = connection.prepareStatement("INSERT INTO links VALUES (?, ?)")) {
      for (PageRow row : pages) {
        insert(page, ++id, row);
        for (String url : row.links()) {
          link.setLong(1, id);
          link.setString(2, url);
          link.executeUpdate();
        }
      }
    }
    return id;
  }

  private static void insert(PreparedStatement page, long id, PageRow row) throws SQLException {
    page.setLong(1, id);
    page.setString(2, row.url());
    if (row.status() == 0) {
      page.setNull(3, Types.INTEGER);
    } else {
      page.setInt(3, row.status());
    }
    page.setString(4, row.title());
    page.setLong(5, row.millis());
    page.setString(6, row.error());
    page.setInt(7, row.depth());
    page.setString(8, row.usage());
    page.setString(9, row.type());
    page.executeUpdate();
  }
}
