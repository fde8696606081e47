package dev.baton.scraper;

import dev.baton.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.HttpUrl;

/// A web site without a network: its answers take virtual time.
public final class FakeSite implements Fetcher {
  public static final String ROOT = "http://site.test";

  private final Map<HttpUrl, Answer> answers = new HashMap<>();
  private final Map<HttpUrl, Duration> delays = new HashMap<>();

  /// The paths that were asked for, in order.
  public final List<String> asked = new ArrayList<>();

  public int inFlight;
  public int mostInFlight;

  public static HttpUrl url(String reference) {
    return HttpUrl.get(ROOT + "/").resolve(reference);
  }

  /// A fetcher of pages alone.
  public static Fetcher pages(Function<HttpUrl, Answer> pages) {
    return new Fetcher() {
      @Override
      public Answer fetch(HttpUrl url) {
        return pages.apply(url);
      }

      @Override
      public Answer download(HttpUrl url, int most) {
        return new Answer.StatusOnly(404);
      }
    };
  }

  public static CrawlSettings settings(int maxPages, int concurrency) {
    return new CrawlSettings(url("/"), maxPages, concurrency, Duration.ofSeconds(30));
  }

  /// A page with these links.
  public FakeSite page(String path, String... links) {
    List<HttpUrl> urls = Arrays.stream(links).map(FakeSite::url).toList();
    return answer(path, html(200, "Page " + path, urls, true));
  }

  public static Answer.Html html(int status, String title, List<HttpUrl> urls, boolean complete) {
    List<Link> links = urls.stream().map(url -> new Link(url, true)).toList();
    return new Answer.Html(status, title, links, complete, false, false, null);
  }

  public FakeSite redirect(String path, String target) {
    return answer(path, new Answer.Redirect(302, url(target)));
  }

  public FakeSite answer(String path, Answer answer) {
    answers.put(url(path), answer);
    return this;
  }

  /// The page takes this long.
  public FakeSite slow(String path, Duration delay) {
    delays.put(url(path), delay);
    return this;
  }

  @Override
  public Answer download(HttpUrl url, int most) {
    return new Answer.StatusOnly(404);
  }

  @Override
  public Answer fetch(HttpUrl url) {
    asked.add(url.encodedPath());
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    try {
      Async.sleep(delays.getOrDefault(url, Duration.ofMillis(100)));
      return answers.getOrDefault(url, new Answer.StatusOnly(404));
    } finally {
      inFlight--;
    }
  }
}
