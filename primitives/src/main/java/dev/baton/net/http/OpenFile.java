package dev.baton.net.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

/// A file below a root that was opened: what is said about it and what is sent is the same file's,
/// whatever its name means by then.
///
/// The folders on the way are opened one after the other, each inside the one before and none by a
/// link. So a folder that somebody swaps for a link while a request is under way leads nowhere,
/// instead of out of the root. Where there is no such way (on Windows, in an archive), the path is
/// looked at again after the file was opened, and who can write below the root is trusted.
///
/// Java cannot ask an open file for its time. So the name is looked at before the file is opened
/// and again when it was read: if both looks tell of the same file, it is this one.
///
/// Everything here blocks.
final class OpenFile implements AutoCloseable {
  /// A file up to this size is read whole, and closed, as soon as it was opened.
  static final int SMALL = 64 * 1024;

  private static final String REPLACED = "was replaced while it was opened";

  private static final Set<OpenOption> TO_READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final String name;
  private final long size;
  private final Instant modified;

  /// Of a small file; null for a larger one.
  private final byte[] content;

  private final SeekableByteChannel channel;

  private OpenFile(
      Path name, BasicFileAttributes attributes, byte[] content, SeekableByteChannel channel) {
    this.name = name.toString();
    this.size = attributes.size();
    this.modified = attributes.lastModifiedTime().toInstant();
    this.content = content;
    this.channel = channel;
  }

  /// Opens a regular file.
  ///
  /// @param root a real path
  /// @param relative from there, without links
  /// @return null if it is no regular file
  /// @throws FileSystemException if it cannot be opened; or if something on the way has changed
  ///   since the path was found, so that it is worth to look for it again
  static OpenFile open(Path root, Path relative) throws IOException {
    DirectoryStream<Path> top = Files.newDirectoryStream(root);
    if (top instanceof SecureDirectoryStream<Path> secure) {
      return openInside(secure, relative);
    }
    top.close();
    Path path = root.resolve(relative);
    OpenFile file = open(new ByPath(path));
    if (file != null && !path.toRealPath().equals(path)) {
      file.close();
      throw changed(relative);
    }
    return file;
  }

  private static OpenFile openInside(SecureDirectoryStream<Path> root, Path relative)
      throws IOException {
    SecureDirectoryStream<Path> folder = root;
    try {
      int last = relative.getNameCount() - 1;
      for (int i = 0; i < last; i++) {
        SecureDirectoryStream<Path> next =
            folder.newDirectoryStream(relative.getName(i), LinkOption.NOFOLLOW_LINKS);
        folder.close();
        folder = next;
      }
      return open(new InFolder(folder, relative.getName(last)));
    } finally {
      folder.close();
    }
  }

  /// Only regular files: opening a pipe would wait for its other end.
  private static OpenFile open(Entry entry) throws IOException {
    BasicFileAttributes before = entry.look();
    if (!before.isRegularFile()) {
      return null;
    }
    SeekableByteChannel channel = entry.open();
    OpenFile file = null;
    try {
      if (channel.size() != before.size()) {
        throw changed(entry.name());
      }
      byte[] content = before.size() <= SMALL ? readAll(channel, (int) before.size()) : null;
      if (!isSame(before, entry.look())) {
        throw changed(entry.name());
      }
      file = new OpenFile(entry.name(), before, content, channel);
      return file;
    } finally {
      if (file == null || file.content != null) {
        channel.close();
      }
    }
  }

  private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
    return Objects.equals(one.fileKey(), other.fileKey())
        && one.size() == other.size()
        && one.lastModifiedTime().equals(other.lastModifiedTime());
  }

  private static FileSystemException changed(Path name) {
    return new FileSystemException(name.toString(), null, REPLACED);
  }

  /// True if the path leads elsewhere by now, or nowhere. That a folder has become a link is told
  /// only by the system's text.
  static boolean saysChange(FileSystemException failure) {
    String reason = Objects.requireNonNullElse(failure.getReason(), "");
    return failure instanceof NoSuchFileException
        || failure instanceof NotDirectoryException
        || reason.equals(REPLACED)
        || reason.contains("symbolic link");
  }

  private static byte[] readAll(SeekableByteChannel channel, int size) throws IOException {
    byte[] content = new byte[size];
    readFully(channel, ByteBuffer.wrap(content));
    return content;
  }

  private static void readFully(SeekableByteChannel channel, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("a file became shorter while it was sent");
      }
    }
  }

  /// A name that can be looked at and opened.
  interface Entry {
    Path name();

    BasicFileAttributes look() throws IOException;

    SeekableByteChannel open() throws IOException;
  }

  record InFolder(SecureDirectoryStream<Path> folder, Path name) implements Entry {
    @Override
    public BasicFileAttributes look() throws IOException {
      return folder
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes();
    }

    @Override
    public SeekableByteChannel open() throws IOException {
      try {
        return folder.newByteChannel(name, TO_READ);
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) { // what has become a link
        throw changed(name);
      }
    }
  }

  private record ByPath(Path path) implements Entry {
    @Override
    public Path name() {
      return path.getFileName();
    }

    @Override
    public BasicFileAttributes look() throws IOException {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public SeekableByteChannel open() throws IOException {
      return Files.newByteChannel(path); // not all file systems can refuse links
    }
  }

  // --- what it is

  /// Its own name, without folders.
  String name() {
    return name;
  }

  long size() {
    return size;
  }

  Instant modified() {
    return modified;
  }

  Instant modifiedSecond() {
    return modified.truncatedTo(ChronoUnit.SECONDS);
  }

  /// Changes with every change that shows in size or time.
  String tag() {
    long nanos = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
    return '"' + Long.toHexString(nanos) + '-' + Long.toHexString(size) + '"';
  }

  /// All of a small file; null for a larger one, which stays open.
  byte[] content() {
    return content;
  }

  /// Fills the buffer from this position on.
  ///
  /// @throws EOFException if the file has become shorter
  void read(ByteBuffer target, long position) throws IOException {
    channel.position(position);
    readFully(channel, target);
  }

  /// Closing twice does nothing.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
