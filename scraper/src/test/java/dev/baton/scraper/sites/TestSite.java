package dev.baton.scraper.sites;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import okhttp3.HttpUrl;

/// A real web site on loopback, with faults on demand.
public final class TestSite implements AutoCloseable {
  private final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().gzipDisabled(true));

  public TestSite() {
    server.start();
  }

  public HttpUrl url(String path) {
    return HttpUrl.get("http://127.0.0.1:" + server.port()).resolve(path);
  }

  /// A page with these links.
  public TestSite page(String path, String... links) {
    StringBuilder html = new StringBuilder("<title>Page " + path + "</title>");
    for (String link : links) {
      html.append("<a href='").append(link).append("'>x</a>");
    }
    return answer(path, html(html.toString()));
  }

  public TestSite redirect(String path, String target) {
    return answer(path, aResponse().withStatus(302).withHeader("Location", target));
  }

  public TestSite answer(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(path)).willReturn(answer));
    return this;
  }

  public static ResponseDefinitionBuilder html(String html) {
    return aResponse().withHeader("Content-Type", "text/html; charset=utf-8").withBody(html);
  }

  public List<LoggedRequest> requests() {
    return server.findAll(anyRequestedFor(anyUrl()));
  }

  /// The paths that were asked for, without robots.txt.
  public List<String> asked() {
    return requests().stream()
        .map(LoggedRequest::getUrl)
        .filter(path -> !path.equals("/robots.txt"))
        .toList();
  }

  /// Forgets all pages and requests.
  public void clear() {
    server.resetAll();
  }

  @Override
  public void close() {
    server.stop();
  }
}
