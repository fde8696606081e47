package dev.baton.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
/// is killed meanwhile, a later start deletes the folder: it can lock what a living program holds
/// locked. A folder whose program was killed before it had locked it is deleted when it is old.
///
/// Where the property `org.sqlite.tmpdir` is set, the driver unpacks it there, and this does
/// nothing.
final class NativeLibrary {
  private static final String UNPACK_TO = "org.sqlite.tmpdir";
  private static final String PREFIX = "baton-sqlite-";

  private static final String LOCK = "lock";

  /// No program needs longer to make its lock.
  private static final Duration OLD = Duration.ofHours(1);

  /// Open, and locked, as long as the program lives.
  private static FileChannel lock;

  /// Why it cannot be used; null: it can. The driver notices that the first time alone.
  private static SQLException failure;

  /// What a connection fails with where it cannot be used.
  static final class UnusableException extends SQLException {
    private UnusableException(SQLException cause) {
      super("SQLite's native library cannot be used from folder " + folder(), cause);
    }

    private static String folder() {
      return System.getProperty(UNPACK_TO, System.getProperty("java.io.tmpdir"));
    }

    String advice() {
      return "make room there, or name another by -Djava.io.tmpdir=FOLDER, from which programs may"
          + " be run";
    }
  }

  static {
    if (System.getProperty(UNPACK_TO) == null) {
      loadAside();
    } else {
      loadNow();
    }
  }

  private NativeLibrary() {}

  /// Loads it, the first time, by the initialization of this class: threads that come meanwhile
  /// wait.
  ///
  /// @throws UnusableException if it cannot be used
  static void load() throws UnusableException {
    if (failure != null) {
      throw new UnusableException(failure);
    }
  }

  private static void loadNow() {
    try {
      DriverManager.getConnection("jdbc:sqlite::memory:").close();
    } catch (SQLException broken) {
      failure = broken;
    }
  }

  private static void loadAside() {
    try {
      Path folder = Files.createTempDirectory(PREFIX);
      UserPrincipal user = Files.getOwner(folder);
      System.setProperty(UNPACK_TO, folder.toString());
      try {
        lock(folder);
        loadNow();
      } finally {
        System.clearProperty(UNPACK_TO);
        delete(folder);
      }
      deleteAbandoned(folder, user);
    } catch (IOException | RuntimeException noFolderOfItsOwn) {
      loadNow();
    }
  }

  /// It gets its name when it is locked: nobody finds it unlocked while this program lives.
  private static void lock(Path folder) throws IOException {
    Path made = folder.resolve(LOCK + ".new");
    lock = FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(made, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
  }

  /// What earlier starts could not delete. Only what is this user's own: nobody else can have put a
  /// link in its place. Not this program's: to open its lock and close it would unlock it.
  private static void deleteAbandoned(Path own, UserPrincipal user) throws IOException {
    try (Stream<Path> folders = Files.list(own.getParent())) {
      folders
          .filter(folder -> !folder.equals(own) && isOurs(folder, user))
          .toList()
          .forEach(NativeLibrary::deleteIfAbandoned);
    }
  }

  private static boolean isOurs(Path folder, UserPrincipal user) {
    try {
      return folder.getFileName().toString().startsWith(PREFIX)
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user);
    } catch (IOException alreadyDeleted) {
      return false;
    }
  }

  private static void deleteIfAbandoned(Path folder) {
    try (FileChannel itsLock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (itsLock.tryLock() != null) {
        delete(folder);
      }
    } catch (NoSuchFileException notYetLocked) {
      deleteIfOld(folder);
    } catch (IOException | OverlappingFileLockException inUse) {
      // a later start does it
    }
  }

  private static void deleteIfOld(Path folder) {
    try {
      if (Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(OLD))) {
        delete(folder);
      }
    } catch (IOException alreadyDeleted) {
      // as it should be
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
