package dev.baton.bench.scraper;

import dev.baton.EventLoop;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The main class of a JVM that serves a [Site] that is too large for files. Its start page leads
/// to lists, and each of them to a thousand pages: so a crawler knows all pages when it has seen
/// the lists.
///
/// Argument: the pages. Prints the address of the start page.
final class LargeSite {
  private static final int LINKS_OF_LIST = 1_000;
  private static final String HTML = "text/html; charset=utf-8";

  private final Site site;

  private LargeSite(Site site) {
    this.site = site;
  }

  static void main(String[] args) throws Exception {
    LargeSite large = new LargeSite(new Site(Integer.parseInt(args[0])));
    EventLoop.run(large::serve);
  }

  private void serve() throws IOException {
    try (Listener listener =
        Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      System.out.println("http://127.0.0.1:" + listener.port() + "/lists.html");
      new HttpServer(request -> answer(request.path())).serve(listener);
    }
  }

  private Response answer(String path) {
    if (path.equals("/robots.txt")) {
      return Response.text(Site.ROBOTS);
    }
    if (path.equals("/lists.html")) {
      return Response.html(lists());
    }
    if (path.matches("/list/\\d{1,6}\\.html")) {
      return Response.html(list(Integer.parseInt(path.substring(6, path.indexOf('.')))));
    }
    int page = Site.page(path);
    return page < site.pages() ? Response.bytes(200, HTML, site.html(page)) : Response.of(404);
  }

  private String lists() {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<title>All lists</title>\n");
    for (int list = 0; list * LINKS_OF_LIST < site.pages(); list++) {
      html.append("<a href=\"/list/").append(list).append(".html\">more</a>\n");
    }
    return html.toString();
  }

  private String list(int list) {
    StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<title>A list</title>\n");
    int end = Math.min(site.pages(), (list + 1) * LINKS_OF_LIST);
    for (int page = list * LINKS_OF_LIST; page < end; page++) {
      html.append("<a href=\"").append(Site.path(page)).append("\">item</a>\n");
    }
    return html.toString();
  }
}
