package dev.baton.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// The file of a Unix socket that somebody listens on.
///
/// A new server may have taken the path over, while this one ends: its file has the same name, and
/// must stay. And a server that was killed leaves its file behind, to which nobody can bind again
/// before it is removed.
final class SocketFile {
  /// The type in a Unix file's mode, and a socket's.
  private static final int TYPE_MASK = 0170000;

  private static final int SOCKET_TYPE = 0140000;

  private final Path path;

  /// Which file it is, whatever its name; null where the system does not tell.
  private final Object key;

  /// @param path was bound just now. As long as the socket is open, no other file gets its key
  SocketFile(Path path) throws IOException {
    this.path = path;
    this.key = look(path).fileKey();
  }

  private static BasicFileAttributes look(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// Removes it, unless the path leads to another file by now. To be called before the socket is
  /// closed.
  void delete() throws IOException {
    try {
      if (Objects.equals(look(path).fileKey(), key)) {
        Files.delete(path);
      }
    } catch (NoSuchFileException gone) {
      // somebody else has removed it
    }
  }

  /// Removes what a server that has ended has left at this path.
  ///
  /// @return false if it is no socket, or somebody listens on it
  static boolean removeStale(Path path) throws IOException {
    if (!isSocket(path) || isListenedOn(path)) {
      return false;
    }
    Files.deleteIfExists(path);
    return true;
  }

  private static boolean isSocket(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return look(path).isOther();
    }
    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return ((Integer) mode & TYPE_MASK) == SOCKET_TYPE;
  }

  private static boolean isListenedOn(Path path) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path)); // false: too many wait to be accepted
      return true;
    } catch (ConnectException nobody) {
      return false;
    }
  }
}
