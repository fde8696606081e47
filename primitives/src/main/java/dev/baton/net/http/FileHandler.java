package dev.baton.net.http;

import dev.baton.Blocking;
import dev.baton.Suspends;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// Answers with the files of a directory.
///
/// GET and HEAD; the whole or one range; `304 Not Modified` to a client that has the newest; a
/// directory by its `index.html`, never by a list. Nothing outside the directory can be reached,
/// not by `..`, encoded or not, and not by symbolic links; names that begin with a dot are not
/// found. Files are read off the loop.
public final class FileHandler implements Handler {
  /// A file up to this size is read whole, in the same call off the loop that opens it.
  private static final int SMALL = 64 * 1024;

  private static final String INDEX = "index.html";

  private final Path root;
  private final String prefix;

  /// What was found out about a file off the loop.
  ///
  /// @param path null for a directory that lacks its slash
  /// @param content of a small file; null for a larger one
  private record Found(Path path, long size, Instant modified, byte[] content) {
    /// Changes with every change that shows in size or time.
    String tag() {
      long nanos = modified.getEpochSecond() * 1_000_000_000L + modified.getNano();
      return '"' + Long.toHexString(nanos) + '-' + Long.toHexString(size) + '"';
    }

    Instant modifiedSecond() {
      return modified.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /// Serves this directory at `/`. Looks at the disk: make it before the loop runs.
  ///
  /// @throws IOException if there is no such directory
  public FileHandler(Path root) throws IOException {
    this(root, "/");
  }

  /// Serves this directory at a path of its own; what is not below it gets 404.
  ///
  /// @param prefix begins and ends with a slash
  /// @throws IOException if there is no such directory
  public FileHandler(Path root, String prefix) throws IOException {
    if (!prefix.startsWith("/") || !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "prefix must begin and end with a slash, got \"" + prefix + "\"");
    }
    this.root = root.toRealPath();
    this.prefix = prefix;
    if (!Files.isDirectory(this.root)) {
      throw new IOException("there is no directory " + root);
    }
  }

  @Override
  @Suspends
  public Response handle(Request request) throws IOException {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.text(405, "files can only be read\n").header("Allow", "GET, HEAD");
    }
    String path = request.rawPath();
    if (!path.startsWith(prefix)) {
      throw notFound();
    }
    Found found = Blocking.call(() -> find(path.substring(prefix.length())));
    if (found == null) {
      throw notFound();
    }
    if (found.path() == null) {
      return Response.redirect(301, path + "/");
    }
    return respond(request, found);
  }

  private static HttpException notFound() {
    return new HttpException(404, "there is no such file");
  }

  // --- off the loop

  /// Null if there is none; without a path if it is a directory that lacks its slash.
  private Found find(String rawPath) throws IOException {
    Path path = FilePaths.find(root, rawPath);
    if (path == null) {
      return null;
    }
    if (!Files.isDirectory(path)) {
      return look(path);
    }
    boolean hasSlash = rawPath.isEmpty() || rawPath.endsWith("/");
    Path index = FilePaths.find(root, rawPath + (hasSlash ? "" : "/") + INDEX);
    if (index == null) {
      return null;
    }
    return hasSlash ? look(index) : new Found(null, 0, Instant.EPOCH, null);
  }

  /// Only regular files: opening a pipe would wait for its other end.
  private static Found look(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || !Files.isReadable(path)) {
      return null;
    }
    long size = attributes.size();
    byte[] content = null;
    if (size <= SMALL) {
      content = new byte[(int) size];
      try (FileChannel file = open(path)) {
        readFully(file, ByteBuffer.wrap(content), 0);
      }
    }
    return new Found(path, size, attributes.lastModifiedTime().toInstant(), content);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static void readFully(FileChannel file, ByteBuffer target, long position)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int count = file.read(target, at);
      if (count < 0) {
        throw new EOFException("a file became shorter while it was sent");
      }
      at += count;
    }
  }

  // --- the response

  private static Response respond(Request request, Found found) {
    if (isUnchanged(request, found)) {
      return about(Response.of(304), found);
    }
    ByteRange range = range(request, found);
    if (range == null) {
      return about(body(200, found, new ByteRange(0, found.size())), found);
    }
    if (!range.isSatisfiable()) {
      return Response.text(416, "the file has " + found.size() + " bytes\n")
          .header("Content-Range", "bytes */" + found.size());
    }
    long last = range.first() + range.length() - 1;
    return about(body(206, found, range), found)
        .header("Content-Range", "bytes " + range.first() + "-" + last + "/" + found.size());
  }

  private static Response about(Response response, Found found) {
    return response
        .header("ETag", found.tag())
        .header("Last-Modified", HttpDate.format(found.modified()))
        .header("Accept-Ranges", "bytes")
        .header("X-Content-Type-Options", "nosniff");
  }

  /// The tag decides if the client sends one; the date only where it does not (RFC 9110, 13.2.2).
  private static boolean isUnchanged(Request request, Found found) {
    if (request.header("If-None-Match") != null) {
      return request.headers("If-None-Match").stream()
          .flatMap(field -> Arrays.stream(field.split(",")))
          .map(String::strip)
          .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(found.tag()));
    }
    String since = request.header("If-Modified-Since");
    Instant date = since == null ? null : HttpDate.parse(since, Instant.now());
    return date != null && !found.modifiedSecond().isAfter(date);
  }

  private static String withoutWeakness(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /// Null for the whole.
  private static ByteRange range(Request request, Found found) {
    String range = request.header("Range");
    if (range == null || !request.method().equals("GET")) {
      return null;
    }
    String condition = request.header("If-Range");
    boolean same =
        condition == null
            || condition.equals(found.tag())
            || found.modifiedSecond().equals(HttpDate.parse(condition, Instant.now()));
    return same ? ByteRange.parse(range, found.size()) : null;
  }

  private static Response body(int status, Found found, ByteRange range) {
    String type = ContentTypes.of(found.path().getFileName().toString());
    byte[] content = found.content();
    if (content == null) {
      return Response.streamed(status, type, range.length(), out -> send(found.path(), range, out));
    }
    int first = (int) range.first();
    boolean whole = range.length() == content.length;
    byte[] part =
        whole ? content : Arrays.copyOfRange(content, first, first + (int) range.length());
    return Response.bytes(status, type, part);
  }

  @Suspends
  private static void send(Path path, ByteRange range, BodyOutput out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(SMALL);
    try (FileChannel file = Blocking.call(() -> open(path))) {
      for (long sent = 0; sent < range.length(); ) {
        piece.clear().limit((int) Math.min(SMALL, range.length() - sent));
        long position = range.first() + sent;
        Blocking.call(() -> readFully(file, piece, position));
        sent += piece.flip().remaining();
        out.write(piece);
      }
    }
  }
}
