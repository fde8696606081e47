package dev.baton.net.http;

import dev.baton.net.Stream;
import java.net.SocketAddress;
import java.util.List;
import java.util.regex.Pattern;

/// What a client asks for. Its head has come and is in order; its body comes as it is read.
public final class Request {
  private static final Pattern ENCODED_SLASH = Pattern.compile("%2[fF]");

  private final Head head;
  private final RequestBody body;
  private final Stream stream;

  Request(Head head, RequestBody body, Stream stream) {
    this.head = head;
    this.body = body;
    this.stream = stream;
  }

  /// `GET`, `POST`, ... as it came: methods differ by case.
  public String method() {
    return head.method();
  }

  /// Path and query as they came, not decoded.
  public String target() {
    return head.target().raw();
  }

  /// The path, decoded; begins with a slash, or is `*` for the whole server.
  ///
  /// After decoding, a slash in a name looks like one between names: compare it with [#isFor], and
  /// look up files with a [FileHandler].
  public String path() {
    return head.target().path();
  }

  /// True if this is the path, however it is encoded. An encoded slash is part of a name, and so no
  /// slash of this path.
  ///
  /// @param path decoded, without slashes in its names
  public boolean isFor(String path) {
    return path().equals(path) && !ENCODED_SLASH.matcher(rawPath()).find();
  }

  /// The path, not decoded.
  String rawPath() {
    return head.target().rawPath();
  }

  /// What follows the question mark, not decoded; null if there is none.
  public String query() {
    return head.target().query();
  }

  /// The first value that the query gives this name, decoded; null if there is none, empty if the
  /// name stands alone.
  public String query(String name) {
    return head.target().queryValue(name);
  }

  /// The first header field of this name, in any case; null if there is none.
  public String header(String name) {
    return head.fields().first(name);
  }

  /// All header fields of this name, in any case, as they came.
  public List<String> headers(String name) {
    return head.fields().all(name);
  }

  /// The names of all header fields, as they came.
  public List<String> headerNames() {
    return head.fields().names();
  }

  /// True if a header field of this name has this word in its comma-separated list, in any case.
  public boolean headerLists(String name, String word) {
    return head.fields().lists(name, word);
  }

  /// True if the client wants to go on with this protocol (`websocket`) instead: see
  /// [Response#upgrade].
  public boolean wantsUpgradeTo(String protocol) {
    return head.minor() > 0
        && method().equals("GET")
        && headerLists("Connection", "upgrade")
        && headerLists("Upgrade", protocol);
  }

  /// True for HTTP/1.1; false for HTTP/1.0.
  public boolean isHttp11() {
    return head.minor() > 0;
  }

  /// What comes with it; of length 0 if nothing does.
  public RequestBody body() {
    return body;
  }

  /// Where it comes from.
  public SocketAddress remoteAddress() {
    return stream.remoteAddress();
  }

  @Override
  public String toString() {
    return method() + " " + target();
  }
}
