package dev.baton.net.http;

import dev.baton.Blocking;
import dev.baton.Suspends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/// Answers with the files of a directory.
///
/// GET and HEAD; the whole or one range; `304 Not Modified` to a client that has the newest; a
/// directory by its `index.html`, never by a list. Nothing outside the directory can be reached,
/// not by `..`, encoded or not, and not by symbolic links, also where somebody swaps folders for
/// links meanwhile. Names that begin with a dot are not found, and not what links lead to below
/// such a name. Folders must be readable.
///
/// A file is opened once: a file that is replaced while it is sent goes out as it was. Files are
/// read off the loop.
public final class FileHandler implements Handler {
  /// Of a file that is not held in memory, so much is read at once.
  private static final int PIECE = 64 * 1024;

  /// Whoever swaps files all the time does not hit the same moment so often.
  private static final int MOST_TRIES = 20;

  private static final String INDEX = "index.html";

  private final Path root;
  private final String prefix;

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
    Found found = Blocking.call(() -> find(path.substring(prefix.length())), Found::discard);
    return switch (found) {
      case Found.Nothing() -> throw notFound();
      case Found.FolderWithoutSlash() -> Response.redirect(301, path + "/" + query(request));
      case Found.File(OpenFile opened) -> respond(request, opened);
    };
  }

  private static String query(Request request) {
    return request.query() == null ? "" : "?" + request.query();
  }

  private static HttpException notFound() {
    return new HttpException(404, "there is no such file");
  }

  // --- off the loop

  /// What a path means.
  private sealed interface Found {
    record Nothing() implements Found {}

    record FolderWithoutSlash() implements Found {}

    record File(OpenFile file) implements Found {}

    /// If nobody waits for it any more.
    private void discard() {
      if (this instanceof File(OpenFile file)) {
        close(file);
      }
    }
  }

  /// Looks again when something has changed between finding a path and opening it.
  private Found find(String rawPath) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return tryToFind(rawPath);
      } catch (AccessDeniedException mayNotBeRead) {
        return new Found.Nothing();
      } catch (FileSystemException failure) {
        if (tries == MOST_TRIES || !OpenFile.saysChange(failure)) {
          throw failure;
        }
      }
    }
  }

  private Found tryToFind(String rawPath) throws IOException {
    Path path = FilePaths.find(root, rawPath);
    if (path == null) {
      return new Found.Nothing();
    }
    if (!Files.isDirectory(root.resolve(path))) {
      return open(path);
    }
    boolean hasSlash = rawPath.isEmpty() || rawPath.endsWith("/");
    Path index = FilePaths.find(root, rawPath + (hasSlash ? "" : "/") + INDEX);
    if (index == null) {
      return new Found.Nothing();
    }
    return hasSlash ? open(index) : new Found.FolderWithoutSlash();
  }

  private Found open(Path path) throws IOException {
    OpenFile file = OpenFile.open(root, path);
    return file == null ? new Found.Nothing() : new Found.File(file);
  }

  /// It was only read from: nothing can be lost.
  private static void close(OpenFile file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // --- the response

  private static Response respond(Request request, OpenFile file) {
    try {
      return answer(request, file).afterwards(() -> close(file));
    } catch (Throwable failure) {
      close(file);
      throw failure;
    }
  }

  private static Response answer(Request request, OpenFile file) {
    if (isUnchanged(request, file)) {
      return about(Response.of(304), file);
    }
    ByteRange range = range(request, file);
    if (range == null) {
      return about(body(200, file, new ByteRange(0, file.size())), file);
    }
    if (!range.isSatisfiable()) {
      return Response.text(416, "the file has " + file.size() + " bytes\n")
          .header("Content-Range", "bytes */" + file.size());
    }
    long last = range.first() + range.length() - 1;
    return about(body(206, file, range), file)
        .header("Content-Range", "bytes " + range.first() + "-" + last + "/" + file.size());
  }

  private static Response about(Response response, OpenFile file) {
    return response
        .header("ETag", file.tag())
        .header("Last-Modified", HttpDate.format(file.modified()))
        .header("Accept-Ranges", "bytes")
        .header("X-Content-Type-Options", "nosniff");
  }

  /// The tag decides if the client sends one; the date only where it does not (RFC 9110, 13.2.2).
  private static boolean isUnchanged(Request request, OpenFile file) {
    if (request.header("If-None-Match") != null) {
      return request.headers("If-None-Match").stream()
          .flatMap(field -> Arrays.stream(field.split(",")))
          .map(String::strip)
          .anyMatch(tag -> tag.equals("*") || withoutWeakness(tag).equals(file.tag()));
    }
    String since = request.header("If-Modified-Since");
    Instant date = since == null ? null : HttpDate.parse(since, Instant.now());
    return date != null && !file.modifiedSecond().isAfter(date);
  }

  private static String withoutWeakness(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  /// Null for the whole.
  private static ByteRange range(Request request, OpenFile file) {
    String range = request.header("Range");
    if (range == null || !request.method().equals("GET")) {
      return null;
    }
    String condition = request.header("If-Range");
    boolean same =
        condition == null
            || condition.equals(file.tag())
            || file.modifiedSecond().equals(HttpDate.parse(condition, Instant.now()));
    return same ? ByteRange.parse(range, file.size()) : null;
  }

  private static Response body(int status, OpenFile file, ByteRange range) {
    String type = ContentTypes.of(file.name());
    byte[] content = file.content();
    if (content == null) {
      return Response.streamed(status, type, range.length(), out -> send(file, range, out));
    }
    int first = (int) range.first();
    boolean whole = range.length() == content.length;
    byte[] part =
        whole ? content : Arrays.copyOfRange(content, first, first + (int) range.length());
    return Response.bytes(status, type, part);
  }

  @Suspends
  private static void send(OpenFile file, ByteRange range, BodyOutput out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long sent = 0; sent < range.length(); ) {
      piece.clear().limit((int) Math.min(PIECE, range.length() - sent));
      long position = range.first() + sent;
      Blocking.call(() -> file.read(piece, position));
      sent += piece.flip().remaining();
      out.write(piece);
    }
  }
}
