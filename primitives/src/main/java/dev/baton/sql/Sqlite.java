package dev.baton.sql;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/// SQLite, by the driver `org.xerial:sqlite-jdbc`, which the program brings along.
///
/// - *WAL* (write-ahead log): readers never wait for the writer, nor it for them.
/// - *synchronous=FULL*: each commit is on the disk before it returns. With NORMAL the last ones
///   could be lost when the power fails.
/// - *busy_timeout*: another process that writes is waited for, this long.
/// - *foreign_keys*: checked, as everywhere else.
public final class Sqlite implements Dialect {
  /// SQLite's primary result codes, from its documentation.
  private static final int BUSY = 5;

  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  private static final String UNEXPECTED = "this is unexpected";

  /// `SQLITE_OPEN_READWRITE` without `SQLITE_OPEN_CREATE`.
  private static final String EXISTING = "2";

  private static final long WAL_PAUSE_NANOS = 5_000_000;

  private final Duration busyTimeout;

  /// Waits for other processes for at most 10 s.
  public Sqlite() {
    this(Duration.ofSeconds(10));
  }

  /// @param busyTimeout how long to wait for a transaction of another process
  public Sqlite(Duration busyTimeout) {
    this.busyTimeout = busyTimeout;
  }

  /// How the url of a database begins.
  private static final String SCHEME = "jdbc:sqlite:";

  /// The url of a file, whatever characters are in its name.
  public static String url(Path file) {
    return SCHEME + file.toAbsolutePath().toUri();
  }

  /// The file.
  @Override
  public String name(String url) {
    String file = url.replaceFirst("^" + SCHEME, "").replaceFirst("(?s)\\?.*", "");
    try {
      return file.startsWith("file:///") ? Path.of(URI.create(file)).toString() : file;
    } catch (IllegalArgumentException looselyWritten) {
      return file;
    }
  }

  @Override
  public Connection connect(String url) throws SQLException {
    return connect(url, new Properties());
  }

  private Connection connect(String url, Properties properties) throws SQLException {
    NativeLibrary.load();
    return settingUp(
        DriverManager.getConnection(url, properties),
        connection -> {
          Statements.execute(connection, "PRAGMA busy_timeout = " + busyTimeout.toMillis());
          Statements.execute(connection, "PRAGMA foreign_keys = ON");
        });
  }

  @Override
  public void configure(Connection connection) throws SQLException {
    useWal(connection);
    Statements.execute(connection, "PRAGMA synchronous = FULL");
    // macOS: without it fsync does not reach the disk
    Statements.execute(connection, "PRAGMA fullfsync = ON");
  }

  /// The change to WAL needs the file for itself for a moment, and of several that want it at once
  /// SQLite refuses some without waiting. Once made it stays.
  private void useWal(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + busyTimeout.toNanos();
    while (true) {
      try {
        Statements.execute(connection, "PRAGMA journal_mode = WAL");
        return;
      } catch (SQLException busy) {
        if (!isBusy(busy) || System.nanoTime() > deadline) {
          throw busy;
        }
        LockSupport.parkNanos(WAL_PAUSE_NANOS);
      }
    }
  }

  /// SQLite makes two files beside the database even to read it. Where it cannot, the database is
  /// read as what never changes, if nothing of it is in a log: that would be left out.
  @Override
  public Connection connectForReading(String url) throws SQLException {
    Connection connection = connectToExisting(url);
    try {
      column(connection, "SELECT count(*) FROM sqlite_schema", 1);
      return connection;
    } catch (SQLException failure) {
      try (connection) {
        Path file = file(connection);
        if (!mayNotWrite(failure) || hasLog(file)) {
          throw failure;
        }
        return connectToExisting(url(file) + "?immutable=1");
      }
    }
  }

  private Connection connectToExisting(String url) throws SQLException {
    Properties existing = new Properties();
    existing.setProperty("open_mode", EXISTING);
    return settingUp(
        connect(url, existing),
        connection -> Statements.execute(connection, "PRAGMA query_only = ON"));
  }

  private static Path file(Connection connection) throws SQLException {
    return Path.of(column(connection, "PRAGMA database_list", 3));
  }

  private static boolean mayNotWrite(SQLException failure) {
    return code(failure) == READ_ONLY || code(failure) == CANNOT_OPEN;
  }

  private static boolean hasLog(Path file) {
    return isNotEmpty(Path.of(file + "-wal")) || isNotEmpty(Path.of(file + "-journal"));
  }

  private static boolean isNotEmpty(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException unknown) {
      return true;
    }
  }

  /// Of the first row.
  private static String column(Connection connection, String query, int column)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.getString(column);
    }
  }

  private interface Setup {
    void of(Connection connection) throws SQLException;
  }

  private static Connection settingUp(Connection connection, Setup setup) throws SQLException {
    try {
      setup.of(connection);
      return connection;
    } catch (Throwable failure) {
      try (connection) {
        throw failure;
      }
    }
  }

  /// Waits for another process that writes, here and not at the first change.
  @Override
  public String begin() {
    return "BEGIN IMMEDIATE";
  }

  @Override
  public String beginReading() {
    return "BEGIN";
  }

  @Override
  public String advice(SQLException failure) {
    if (failure instanceof NativeLibrary.UnusableException unusable) {
      return unusable.advice();
    }
    return switch (code(failure)) {
      case BUSY ->
          "another process has been writing for %s; end it or try again".formatted(waited());
      case READ_ONLY, CANNOT_OPEN -> "check that this user may write to it and its folder";
      case IO_ERROR -> "check the disk";
      case FULL -> "the disk is full; make room";
      case CORRUPT -> "the file is damaged; restore it from a copy";
      case NOT_A_DATABASE -> "it is no SQLite file; name another file";
      default -> UNEXPECTED;
    };
  }

  /// Whether [#advice] says what is wrong, so that people need not read what the driver says.
  public static boolean isExplained(SQLException failure) {
    return !new Sqlite().advice(failure).equals(UNEXPECTED);
  }

  /// Whether another process was in the way: nothing is wrong with the database.
  public static boolean isBusy(SQLException failure) {
    return code(failure) == BUSY;
  }

  static boolean isNoDatabase(SQLException failure) {
    return code(failure) == NOT_A_DATABASE;
  }

  private String waited() {
    long seconds = busyTimeout.toSeconds();
    return seconds > 0 ? seconds + " s" : busyTimeout.toMillis() + " ms";
  }

  private static int code(SQLException failure) {
    return failure.getErrorCode() & 0xff;
  }
}
