package dev.baton.scraper;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.Async;
import dev.baton.scraper.Selection.LeftOut;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import okhttp3.HttpUrl;

/// Web sites without a network: their answers take virtual time.
public final class FakeSite implements Fetcher {
  public static final String ROOT = "http://site.test";

  private final Map<HttpUrl, Deque<Answer>> answers = new HashMap<>();
  private final Map<HttpUrl, Duration> delays = new HashMap<>();
  private final Set<HttpUrl> lost = new HashSet<>();

  /// What was asked for, in order: a path on the site, a URL elsewhere. Without robots.txt.
  public final List<String> asked = new ArrayList<>();

  /// The robots.txt that were asked for.
  public final List<String> robotsAsked = new ArrayList<>();

  public int inFlight;
  public int mostInFlight;

  public static HttpUrl url(String reference) {
    return HttpUrl.get(ROOT + "/").resolve(reference);
  }

  /// A crawl of this site by its owner.
  public static CrawlSettings settings(int maxPages, int connections) {
    CrawlLimits limits =
        new CrawlLimits(maxPages, 50, 2, 1 << 30, connections, Duration.ofSeconds(30));
    return settings(limits, new Manners(connections, Duration.ZERO, true));
  }

  public static CrawlSettings settings(CrawlLimits limits, Manners manners) {
    return new CrawlSettings(List.of(url("/")), new OneSite(), limits, manners, "baton-scraper");
  }

  /// All of this site and of no other, without traps.
  public static final class OneSite implements Selection {
    @Override
    public Optional<LeftOut> outOfScope(HttpUrl url) {
      return url.host().equals("site.test") && url.port() == 80
          ? Optional.empty()
          : Optional.of(new LeftOut(UrlState.OUT_OF_SCOPE, "another host"));
    }

    @Override
    public Optional<LeftOut> trap(HttpUrl url, int depth) {
      return Optional.empty();
    }
  }

  /// All hosts, without traps.
  public static final class AllSites implements Selection {
    @Override
    public Optional<LeftOut> outOfScope(HttpUrl url) {
      return Optional.empty();
    }

    @Override
    public Optional<LeftOut> trap(HttpUrl url, int depth) {
      return Optional.empty();
    }
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

  /// A text that the crawler reads itself.
  public FakeSite text(String path, String text) {
    return answer(path, new Answer.Bytes(200, text.getBytes(UTF_8), false));
  }

  /// These answers, one after the other; the last one again and again.
  public FakeSite answer(String path, Answer... inOrder) {
    answers.put(url(path), new ArrayDeque<>(List.of(inOrder)));
    return this;
  }

  /// The page takes this long.
  public FakeSite slow(String path, Duration delay) {
    delays.put(url(path), delay);
    return this;
  }

  /// A fetcher of pages alone.
  public static Fetcher pages(Function<HttpUrl, Answer> pages) {
    return new Fetcher() {
      @Override
      public Answer fetch(HttpUrl url, Runnable again) {
        return pages.apply(url);
      }

      @Override
      public Answer download(HttpUrl url, int most, Runnable again) {
        return new Answer.StatusOnly(404);
      }
    };
  }

  @Override
  public Answer download(HttpUrl url, int most, Runnable again) {
    if (url.encodedPath().equals("/robots.txt")) {
      robotsAsked.add(name(url));
    } else {
      asked.add(name(url));
    }
    return answer(url);
  }

  @Override
  public Answer fetch(HttpUrl url, Runnable again) {
    asked.add(name(url));
    if (lost.remove(url)) {
      answer(url);
      again.run();
    }
    return answer(url);
  }

  /// The first request for the page is lost on the way.
  public FakeSite lost(String path) {
    lost.add(url(path));
    return this;
  }

  private static String name(HttpUrl url) {
    return url.toString().startsWith(ROOT) ? url.encodedPath() : url.toString();
  }

  private Answer answer(HttpUrl url) {
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    try {
      Async.sleep(delays.getOrDefault(url, Duration.ofMillis(100)));
      Deque<Answer> inOrder = answers.get(url);
      if (inOrder == null) {
        return new Answer.StatusOnly(404);
      }
      return inOrder.size() == 1 ? inOrder.peek() : inOrder.poll();
    } finally {
      inFlight--;
    }
  }
}
