package dev.baton.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;

/// The file of a program's own SQLite database: what it has to be, and what is wrong with it, in
/// one sentence. The program says which exception that sentence becomes.
public final class SqliteFile {
  /// How a program knows its databases.
  ///
  /// @param kind what they are, such as `a job store`
  /// @param application their `PRAGMA application_id`
  /// @param version of the schema that the program writes, their `PRAGMA user_version`
  /// @param instead what to do if it is another file, such as `name another file with --store`
  public record Format(String kind, int application, int version, String instead) {}

  private final Path path;
  private final String name;
  private final Format format;
  private final Function<String, ? extends RuntimeException> refusal;

  /// @param name how sentences about it begin, such as `store jobs.db`; safe to show
  /// @param refusal the exception with a sentence
  public SqliteFile(
      Path path, String name, Format format, Function<String, ? extends RuntimeException> refusal) {
    this.path = path;
    this.name = name;
    this.format = format;
    this.refusal = refusal;
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// For [Database#open].
  public String url() {
    return Sqlite.url(path);
  }

  /// Without links: SQLite's other files lie beside it.
  Path real() {
    try {
      return path.toRealPath();
    } catch (IOException noneOrNotReadable) {
      return path.toAbsolutePath();
    }
  }

  /// Looks without opening it. SQLite would throw away the log of an empty file, which may be all
  /// that is left; an empty file alone is one that somebody was about to make.
  ///
  /// Throws the program's exception if it cannot be opened, or not without loss.
  public void requireUsable() {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw wrong("is %s and no file; %s", otherThanFile(), format.instead);
    } else if (Files.exists(path) && !Files.isReadable(path)) {
      throw wrong("may not be read by this user; change that, or %s", format.instead);
    } else if (size(path) == 1) { // SQLite takes it for empty, and would write over it
      throw wrong("cannot be used: " + noSqliteFile());
    } else if (size(path) == 0 && size(Path.of(real() + "-wal")) > 0) {
      throw wrong(
          "is empty, though its file -wal is not: it was cut or replaced; restore both from a copy,"
              + " or delete both");
    }
  }

  private String noSqliteFile() {
    return "it is no SQLite file, or was cut; restore it from a copy, or " + format.instead;
  }

  private String otherThanFile() {
    return Files.isDirectory(path) ? "a folder" : "a device";
  }

  /// Whether there is anything in it.
  public boolean hasContent() {
    return size(path) > 0;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException noneOrNotReadable) {
      return -1;
    }
  }

  /// Whether nothing was ever made in it.
  public boolean isNew(Statements sql) throws SQLException {
    return number(sql, "PRAGMA application_id") == 0
        && number(sql, "SELECT count(*) FROM sqlite_schema") == 0;
  }

  /// Makes the schema, and marks the database as the program's own.
  public void make(Statements sql, String schema) throws SQLException {
    sql.execute(schema);
    sql.execute("PRAGMA application_id = " + format.application);
    sql.execute("PRAGMA user_version = " + format.version);
  }

  /// Throws the program's exception if it is another program's database, or one of another version.
  public void check(Statements sql) throws SQLException {
    long version = number(sql, "PRAGMA user_version");
    if (number(sql, "PRAGMA application_id") != format.application) {
      throw wrong("is not %s but another SQLite database; %s", format.kind, format.instead);
    }
    if (version != format.version) {
      throw wrong(
          "has schema version %d and this program writes version %d; use the program that made it",
          version, format.version);
    }
  }

  private static long number(Statements sql, String query) throws SQLException {
    return sql.query(row -> row.getLong(1), query).getFirst();
  }

  /// What a failure means.
  ///
  /// @param words says what an exception means that nobody has expected
  public String told(DatabaseException failure, Function<Throwable, String> words) {
    Throwable cause = failure.getCause();
    if (cause instanceof NativeLibrary.UnusableException) {
      return "%s cannot be used: %s; %s".formatted(name, cause.getMessage(), failure.advice());
    }
    if (cause instanceof SQLException sql && Sqlite.isNoDatabase(sql)) {
      return "%s cannot be used: %s".formatted(name, noSqliteFile());
    }
    boolean isExplained =
        cause == null || cause instanceof SQLException sql && Sqlite.isExplained(sql);
    return "%s cannot be used: %s%s"
        .formatted(name, failure.advice(), isExplained ? "" : ": " + words.apply(cause));
  }

  /// The program's exception.
  ///
  /// @param what is wrong, and what to do: what follows the name
  public RuntimeException wrong(String what, Object... seen) {
    return refusal.apply(name + " " + what.formatted(seen));
  }

  /// Its name in sentences.
  @Override
  public String toString() {
    return name;
  }
}
