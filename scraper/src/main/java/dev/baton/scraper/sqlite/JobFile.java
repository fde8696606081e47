package dev.baton.scraper.sqlite;

import dev.baton.scraper.StoreException;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Statements;
import dev.baton.terminal.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The file of a job's store: what it has to be, and what is wrong with it, in one sentence.
///
/// @param path in the job's folder
record JobFile(Path path) {
  /// `PRAGMA application_id` of a job: "BtnS".
  private static final int APPLICATION = 0x42746e53;

  /// The schema that this program writes.
  private static final int VERSION = 1;

  /// The states are written as [dev.baton.scraper.UrlState#code()] says. There is no index of the
  /// URLs' text: the crawl itself knows them by their fingerprints, and whoever asks about one can
  /// wait until all were looked at, a third of a second for a million; each new URL would change
  /// another page of such an index, and so cost the more the more there are. `page` stays empty
  /// unless the pages are to become tables.
  private static final String SCHEMA =
      """
      CREATE TABLE url (
        id       INTEGER PRIMARY KEY,  -- in the order in which they were found
        url      TEXT    NOT NULL,
        host     INTEGER NOT NULL,     -- 0: none
        kind     INTEGER NOT NULL,     -- 0: page, 1: sitemap
        depth    INTEGER NOT NULL,
        hops     INTEGER NOT NULL,
        origin   INTEGER NOT NULL,     -- the URL whose page led to it; 0: a start
        state    INTEGER NOT NULL,
        detail   TEXT,
        tries    INTEGER NOT NULL,
        status   INTEGER NOT NULL,     -- 0: no answer
        millis   INTEGER NOT NULL,
        page_end INTEGER NOT NULL      -- where its line ends in the file of pages; 0: none
      ) STRICT;
      CREATE INDEX url_pending ON url (host) WHERE state = 0;
      CREATE TABLE host (
        id       INTEGER PRIMARY KEY,
        name     TEXT    NOT NULL,
        next     INTEGER NOT NULL,     -- microseconds since 1970, as all times here
        why      TEXT,
        back_off INTEGER NOT NULL,     -- microseconds
        failures INTEGER NOT NULL,
        given_up TEXT
      ) STRICT;
      CREATE TABLE robots (
        origin  TEXT    PRIMARY KEY,
        at      INTEGER NOT NULL,
        meaning TEXT    NOT NULL,
        why     TEXT,
        body    BLOB    NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE page (
        id    INTEGER PRIMARY KEY,     -- of its URL
        title TEXT,
        links TEXT    NOT NULL,        -- with a space in between
        error TEXT,
        usage TEXT
      ) STRICT;
      CREATE TABLE ends (pages INTEGER NOT NULL, requests INTEGER NOT NULL) STRICT;
      INSERT INTO ends VALUES (0, 0);
      CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      """;

  String url() {
    return Sqlite.url(path);
  }

  Path folder() {
    return path.toAbsolutePath().getParent();
  }

  /// @throws StoreException if there is nothing to open
  void requireExists() {
    if (!Files.isRegularFile(path)) {
      throw wrong("is no job: there is no file %s in it; name the folder of a crawl", name());
    }
  }

  /// Makes the schema.
  ///
  /// @throws StoreException if there is a store already
  void create(Statements sql) throws SQLException {
    if (number(sql, "PRAGMA application_id") != 0
        || number(sql, "SELECT count(*) FROM sqlite_schema") != 0) {
      throw wrong("has a file %s already; resume it, or name another folder", name());
    }
    sql.execute(SCHEMA);
    sql.execute("PRAGMA application_id = " + APPLICATION);
    sql.execute("PRAGMA user_version = " + VERSION);
  }

  /// @throws StoreException if it is another program's file, or a newer one
  void check(Statements sql) throws SQLException {
    long application = number(sql, "PRAGMA application_id");
    long version = number(sql, "PRAGMA user_version");
    if (application == 0 && number(sql, "SELECT count(*) FROM sqlite_schema") == 0) {
      throw wrong("was stopped before it began; delete it and start again");
    } else if (application != APPLICATION) {
      throw wrong("is none: its file %s is another SQLite database; name another job", name());
    } else if (version != VERSION) {
      throw wrong(
          "has schema version %d and this program writes version %d; use the program that made it",
          version, VERSION);
    }
  }

  private static long number(Statements sql, String query) throws SQLException {
    return sql.query(row -> row.getLong(1), query).getFirst();
  }

  StoreException told(DatabaseException failure) {
    boolean explained =
        failure.getCause() == null
            || failure.getCause() instanceof SQLException sql && Sqlite.isExplained(sql);
    String seen = explained ? "" : ": " + failure.getCause();
    return new StoreException(
        "job %s cannot be used: its file %s: %s%s"
            .formatted(shown(folder()), name(), failure.advice(), seen),
        failure);
  }

  private StoreException wrong(String what, Object... seen) {
    return new StoreException("job %s %s".formatted(shown(folder()), what.formatted(seen)));
  }

  private String name() {
    return shown(path.getFileName());
  }

  static String shown(Path path) {
    return SafeText.escape(path.toString(), 300);
  }
}
