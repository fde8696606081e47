package dev.baton.look;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// The folder with the sockets of a user's programs, `baton-USER` in the folder for temporary
/// files.
///
/// Everybody may write to that one, so somebody else may have made ours before us, or made it a
/// link: it is used only if it is a folder, belongs to us, and nobody else may enter it.
final class Folder {
  private static final String ENDING = ".sock";

  /// A folder with more than that is not ours to tidy.
  private static final int MOST = 1_000;

  private static final Set<PosixFilePermission> OURS_ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private Folder(Path path) {
    this.path = path;
  }

  /// Where that of the user who runs this process is.
  static Path usual() {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(System.getProperty("java.io.tmpdir"), "baton-" + user);
  }

  /// This folder, which is made if there is none.
  ///
  /// @throws IOException saying in one sentence why it cannot be trusted
  static Folder at(Path path) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OURS_ALONE)}
            : new FileAttribute<?>[0];
    try {
      Files.createDirectory(path, attributes);
    } catch (FileAlreadyExistsException _) {
      // of an earlier program, or of somebody else
    }
    requirePrivate(path, posix);
    return new Folder(path);
  }

  private static void requirePrivate(Path path, boolean posix) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(path + " must be a folder; remove it");
    }
    if (!posix) {
      return;
    }
    if (!Files.getPosixFilePermissions(path).equals(OURS_ALONE)) {
      throw new IOException(path + " is open to others; make it yours alone: chmod 700 " + path);
    }
    // a file that is made now belongs to us
    Path probe = Files.createTempFile("baton-", null);
    try {
      if (!Files.getOwner(path).equals(Files.getOwner(probe))) {
        throw new IOException(path + " belongs to " + Files.getOwner(path) + "; have it removed");
      }
    } finally {
      Files.delete(probe);
    }
  }

  Path socket(long pid) {
    return path.resolve(pid + ENDING);
  }

  /// The processes that have a socket here, by number.
  List<Long> processes() throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> sockets = Files.newDirectoryStream(path, "*" + ENDING)) {
      for (Path socket : sockets) {
        String name = socket.getFileName().toString();
        String number = name.substring(0, name.length() - ENDING.length());
        if (number.matches("[0-9]{1,18}") && found.size() < MOST) {
          found.add(Long.parseLong(number));
        }
      }
    }
    Collections.sort(found);
    return found;
  }

  /// Removes the sockets that nobody answers at: a process that is killed leaves its own behind.
  /// The number of a process says little, since a container may share the folder but not the
  /// numbers.
  void tidy() throws IOException {
    for (long pid : processes()) {
      try (SocketChannel connected = connect(pid)) {
        // somebody is there
      } catch (ConnectException nobody) {
        Files.deleteIfExists(socket(pid));
      } catch (IOException _) {
        // somebody listens and the queue is full, or the socket is gone already
      }
    }
  }

  /// Connects without waiting: a process that is stopped accepts nobody, and once the queue of its
  /// socket is full, waiting would last until it goes on.
  ///
  /// @return a channel that does not block
  /// @throws ConnectException if nobody listens any more
  /// @throws IOException if the queue is full, or there is no socket
  SocketChannel connect(long pid) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(UnixDomainSocketAddress.of(socket(pid)))) {
        throw new IOException("nobody accepts at once at " + socket(pid));
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }
}
