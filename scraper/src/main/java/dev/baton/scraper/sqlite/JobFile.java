package dev.baton.scraper.sqlite;

import dev.baton.scraper.StoreException;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.FileWatch;
import dev.baton.sql.SqliteFile;
import dev.baton.sql.Statements;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The file of a job's store: what it has to be, and what is wrong with it, in one sentence.
final class JobFile {
  /// "BtnS".
  private static final SqliteFile.Format FORMAT =
      new SqliteFile.Format("a crawl's store", 0x42746e53, 1, "name another job");

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
        crawl_delay INTEGER NOT NULL,  -- likewise
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
        usage TEXT,
        type  TEXT
      ) STRICT;
      CREATE TABLE ends (pages INTEGER NOT NULL, requests INTEGER NOT NULL) STRICT;
      INSERT INTO ends VALUES (0, 0);
      CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      """;

  /// The pages as people ask for them: what a file has to which they are exported. No link has a
  /// space in it.
  private static final String VIEWS =
      """
      CREATE VIEW pages AS
      SELECT url.id, url.url, nullif(url.status, 0) AS status, page.title, url.millis AS ms,
        page.error, url.depth, page.usage, page.type
      FROM page JOIN url ON url.id = page.id;
      CREATE VIEW links AS
      SELECT page.id AS page, link.value AS url
      FROM page, json_each('[' || replace(json_quote(page.links), ' ', '","') || ']') AS link
      WHERE page.links <> '';
      """;

  private final SqliteFile file;

  /// @param path in the job's folder
  JobFile(Path path) {
    this.file = new SqliteFile(path, "store " + shown(path), FORMAT, StoreException::new);
  }

  String url() {
    return file.url();
  }

  Path folder() {
    return file.path().toAbsolutePath().getParent();
  }

  /// Somebody may have put it in place of the file, and what it leads to would be written.
  ///
  /// @throws StoreException if it is a link
  void requireNoLink() {
    if (Files.isSymbolicLink(file.path())) {
      throw new StoreException(
          "job %s has a link in place of its file %s; put the file itself there"
              .formatted(shown(folder()), shown(file.path().getFileName())));
    }
  }

  FileWatch watch() {
    return new FileWatch(file);
  }

  /// @throws StoreException if there is nothing to open, or nothing that can be
  void requireExists() {
    if (!Files.exists(file.path())) {
      throw new StoreException(
          "%s is no job: there is no file %s in it; name the folder of a crawl"
              .formatted(shown(folder()), shown(file.path().getFileName())));
    }
    file.requireUsable();
  }

  /// Makes the schema.
  ///
  /// @param keepsPages whether pages are to become tables
  /// @throws StoreException if there is something already
  void create(Statements sql, boolean keepsPages) throws SQLException {
    if (!file.isNew(sql)) {
      throw file.wrong("exists; resume the job, or name another one");
    }
    file.make(sql, keepsPages ? SCHEMA + VIEWS : SCHEMA);
  }

  /// @throws StoreException if it is another program's file, or a newer one
  void check(Statements sql) throws SQLException {
    if (file.isNew(sql)) {
      throw file.wrong(
          "is empty, its job was stopped before it began; delete that and start again");
    }
    file.check(sql);
  }

  StoreException told(DatabaseException failure) {
    return new StoreException(file.told(failure, FailureText::of), failure);
  }

  static String shown(Path path) {
    return SafeText.escape(path.toString(), 300);
  }
}
