package dev.baton.scraper.demo;

import dev.baton.Suspends;
import dev.baton.net.http.Handler;
import dev.baton.net.http.HttpException;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import dev.baton.scraper.UrlState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A host of the world: what it answers at each path, and what should become of its URLs.
final class Site {
  /// The start page of a host that is there for another page.
  static final String START = "start pages of the other hosts";

  private final Addresses addresses;
  private final String name;
  private final Map<String, Handler> pages = new HashMap<>();
  private final Map<String, Handler> families = new LinkedHashMap<>();
  private final List<Expectation> expectations = new ArrayList<>();

  /// @param name its short name, as `shop`
  Site(Addresses addresses, String name) {
    this.addresses = addresses;
    this.name = name;
  }

  // --- making one

  /// A page that should be fetched.
  Site page(String what, String path, Supplier<String> html) {
    return at(path, _ -> Response.html(html.get())).expect(what, path, UrlState.FETCHED, 200);
  }

  /// What is at a path, whatever the query.
  Site at(String path, Handler handler) {
    pages.put(path, handler);
    return this;
  }

  /// What is at all paths that begin like this.
  Site below(String prefix, Handler handler) {
    families.put(prefix, handler);
    return this;
  }

  /// A robots.txt of these lines.
  Site robots(String... lines) {
    return at("/robots.txt", _ -> Response.text(String.join("\n", lines) + "\n"));
  }

  /// What should become of one URL.
  ///
  /// @param target a path with its query, or a URL of another host
  Site expect(String what, String target, UrlState state, int status) {
    expectations.add(new Expectation(what, url(target), false, state, status, ""));
    return this;
  }

  /// What should become of at least one of the URLs that begin like this.
  Site expectSome(String what, String prefix, UrlState state, int status) {
    expectations.add(new Expectation(what, url(prefix), true, state, status, ""));
    return this;
  }

  /// What a crawl should say of the last one: see [Expectation#says].
  Site saying(String words) {
    expectations.addLast(expectations.removeLast().saying(words));
    return this;
  }

  // --- what it knows

  /// The URL of a path; a URL stays what it is.
  String url(String target) {
    return target.startsWith("/") ? addresses.url(name, target) : target;
  }

  Addresses addresses() {
    return addresses;
  }

  String name() {
    return name;
  }

  List<Expectation> expectations() {
    return expectations;
  }

  // --- answering

  @Suspends
  Response answer(Request request) throws Exception {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw new HttpException(405, "this host only shows pages");
    }
    return handler(request.path()).handle(request);
  }

  private Handler handler(String path) {
    Handler page = pages.get(path);
    return page != null
        ? page
        : families.entrySet().stream()
            .filter(family -> path.startsWith(family.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(_ -> notFound());
  }

  private static Response notFound() {
    String page = Layout.page("Nothing here", "<p>This page does not exist.</p>");
    return html(404, page);
  }

  static Response html(int status, String page) {
    return Response.bytes(
        status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }
}
