package dev.baton.scraper.tour;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.demo.Visit;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.report.HostPoliteness;
import dev.baton.scraper.report.RequestLog;
import dev.baton.scraper.sqlite.SqliteJobReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is there to see when a crawl of the world has ended: on the crawler's side and on the
/// servers'.
///
/// @param found every URL that the crawl has seen
/// @param written the pages in its file, by URL
/// @param twice the URLs that are there more than once
/// @param hosts what its log of requests proves
/// @param visits the requests that the servers have seen, in their order
record Sight(
    Map<String, FoundUrl> found,
    Map<String, WrittenPage> written,
    List<String> twice,
    List<HostPoliteness> hosts,
    List<Visit> visits) {
  /// Looks at a job and at the world on whose loop this is.
  @Suspends
  static Sight of(JobFolder job, DemoWorld world) throws IOException {
    Map<String, FoundUrl> found = new HashMap<>();
    new SqliteJobReader(job.store()).forEach(url -> found.put(url.url(), url));
    PagesFile pages =
        Blocking.<PagesFile, IOException>call(
            () -> PagesFile.read(job.pages(PageFormat.JSON_LINES)));
    List<HostPoliteness> hosts =
        Blocking.<List<HostPoliteness>, IOException>call(
            () -> RequestLog.read(job.requests(), Set.of()).hosts());
    return new Sight(found, pages.pages(), pages.twice(), hosts, List.copyOf(world.log().visits()));
  }

  /// Whether a server was asked for it.
  boolean wasAsked(String url) {
    return visits.stream().anyMatch(visit -> visit.url().equals(url));
  }

  boolean isWritten(String url) {
    return written.containsKey(url);
  }

  /// What the crawl says of a URL: why it ended so, and what the page is called.
  String says(FoundUrl url) {
    StringBuilder text = new StringBuilder(url.detail() == null ? "" : url.detail());
    WrittenPage page = written.get(url.url());
    if (page != null && page.title() != null) {
      text.append(text.isEmpty() ? "" : "; ").append('"').append(page.title()).append('"');
    }
    return text.toString();
  }
}
