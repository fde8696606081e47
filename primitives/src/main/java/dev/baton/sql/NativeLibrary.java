package dev.baton.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// Keeps the native library of the SQLite driver from piling up in the temporary folder.
///
/// The driver unpacks it there under a new name each time, half a megabyte or more, and deletes it
/// when the program ends in an orderly way: after a `kill -9` it stays for ever. Here it is
/// unpacked into a folder of its own, which is deleted as soon as the library is loaded: the
/// program keeps what it has open. Where a file in use cannot be deleted (Windows), or the program
/// is killed meanwhile, a later start deletes the folder.
///
/// Where the property `org.sqlite.tmpdir` is set, the driver unpacks it there, and this does
/// nothing.
final class NativeLibrary {
  private static final String UNPACK_TO = "org.sqlite.tmpdir";
  private static final String PREFIX = "baton-sqlite-";

  /// No program needs longer to unpack and load it.
  private static final Duration OLD = Duration.ofHours(1);

  static {
    if (System.getProperty(UNPACK_TO) == null) {
      loadAside();
    }
  }

  private NativeLibrary() {}

  /// Loads it, the first time: threads that come meanwhile wait.
  static void load() {
    // by the initialization of this class
  }

  private static void loadAside() {
    try {
      Path folder = Files.createTempDirectory(PREFIX);
      UserPrincipal user = Files.getOwner(folder);
      System.setProperty(UNPACK_TO, folder.toString());
      try {
        DriverManager.getConnection("jdbc:sqlite::memory:").close();
      } finally {
        System.clearProperty(UNPACK_TO);
        delete(folder);
      }
      deleteOld(folder.getParent(), user);
    } catch (IOException | SQLException | RuntimeException itTriesAgain) {
      // the driver loads it with the first connection, and says why it cannot
    }
  }

  /// What earlier starts could not delete. Only what is this user's own: nobody else can have put a
  /// link in its place.
  private static void deleteOld(Path parent, UserPrincipal user) throws IOException {
    Instant limit = Instant.now().minus(OLD);
    try (Stream<Path> folders = Files.list(parent)) {
      folders.filter(folder -> isOld(folder, user, limit)).toList().forEach(NativeLibrary::delete);
    }
  }

  private static boolean isOld(Path folder, UserPrincipal user, Instant limit) {
    try {
      return folder.getFileName().toString().startsWith(PREFIX)
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
          && Files.getLastModifiedTime(folder).toInstant().isBefore(limit);
    } catch (IOException alreadyDeleted) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException | UncheckedIOException inUse) {
      // a later start does it
    }
  }
}
