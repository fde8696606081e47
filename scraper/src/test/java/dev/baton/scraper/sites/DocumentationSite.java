package dev.baton.scraper.sites;

import dev.baton.Suspends;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.http.FileHandler;
import dev.baton.net.http.HttpException;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The documentation that Debian's packages install, on loopback. Remembers what wget has asked
/// for: what it has found does not hang on how it writes its log.
public final class DocumentationSite implements AutoCloseable {
  public static final Path FOLDER = Path.of("/usr/share/doc");

  private final FileHandler files = new FileHandler(FOLDER);
  private final Map<String, Integer> wget = new LinkedHashMap<>();
  private final Listener listener;

  private DocumentationSite(Listener listener) throws IOException {
    this.listener = listener;
  }

  /// Begins to listen, on the running loop.
  public static DocumentationSite open() throws IOException {
    return new DocumentationSite(
        Net.listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
  }

  /// Serves until it is closed or cancelled.
  @Suspends
  public void serve() {
    new HttpServer(this::answer).serve(listener);
  }

  @Suspends
  private Response answer(Request request) throws Exception {
    try {
      Response response = files.handle(request);
      note(request, response.status());
      return response;
    } catch (HttpException refused) {
      note(request, refused.status());
      throw refused;
    }
  }

  private void note(Request request, int status) {
    if (String.valueOf(request.header("User-Agent")).startsWith("Wget/")) {
      wget.put(url(request.target()), status);
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:" + listener.port() + path;
  }

  /// What wget has asked for, and the status of each.
  public Map<String, Integer> wget() {
    return wget;
  }

  @Override
  public void close() {
    listener.close();
  }
}
