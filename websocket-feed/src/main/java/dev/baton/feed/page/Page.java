package dev.baton.feed.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.net.http.Handler;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives a browser the page, at `/`, and the files that it loads, below `/page/VERSION/`.
///
/// A file with another content has another address. So a browser keeps files for ever and asks for
/// the page alone, which names the present version.
///
/// The page loads nothing from elsewhere, and holds no figures: it needs no token.
public final class Page implements Handler {
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, Response> files = new HashMap<>();
  private final byte[] index;
  private final String tag;

  /// Reads all files.
  public Page() {
    Map<String, byte[]> contents = PageFiles.read();
    String version = PageFiles.version(contents.values());
    contents.forEach(
        (name, bytes) -> files.put("/page/" + version + "/" + name, file(name, bytes)));
    String text = new String(PageFiles.read(PageFiles.INDEX), UTF_8);
    index = text.replace("VERSION", version).getBytes(UTF_8);
    tag = '"' + PageFiles.version(List.of(index)) + '"';
  }

  private static Response file(String name, byte[] bytes) {
    return safe(Response.bytes(200, contentType(name), bytes))
        .header("Cache-Control", "public, max-age=31536000, immutable");
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "mjs", "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/plain; charset=utf-8";
    };
  }

  private static Response safe(Response response) {
    return response
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin");
  }

  @Override
  public Response handle(Request request) {
    boolean isIndex = request.isFor("/");
    if (!isIndex && !files.containsKey(request.path())) {
      return Response.text(404, "there is nothing here; the page is at /\n");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Response.text(405, "this can only be read, with GET\n").header("Allow", "GET, HEAD");
    }
    return isIndex ? index(request) : files.get(request.path());
  }

  private Response index(Request request) {
    Response response =
        request.headerLists("If-None-Match", tag)
            ? Response.of(304)
            : Response.bytes(200, "text/html; charset=utf-8", index);
    return safe(response).header("ETag", tag).header("Cache-Control", "no-cache");
  }
}
