package dev.baton.scraper.robots;

import dev.baton.scraper.robots.RobotsLine.Name;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;

/// What the robots.txt of one origin says to one crawler (RFC 9309).
///
/// Who gets the file keeps an answer for [#KEPT_FOR] and follows [#MOST_REDIRECTS] redirects;
/// [RobotsAnswer] says what a status means.
///
/// crawler-commons 1.6 does not decide here: a file of 500 KiB can hold its parser up for minutes,
/// it overlooks `Disallow: /*.php$` where `.php` is twice in a URL, and it forbids a whole site for
/// a Crawl-delay of 301 s. The tests compare all other decisions with those that it takes.
public final class Robots {
  /// How long an answer holds (section 2.4).
  public static final Duration KEPT_FOR = Duration.ofHours(24);

  /// How many redirects are followed; after that there is no file (section 2.3.1.2).
  public static final int MOST_REDIRECTS = 5;

  /// How much of a file is read (section 2.5): 500 KiB.
  public static final int MOST_BYTES = 500 * 1024;

  /// What is waited at most between two requests, whatever `Crawl-delay` asks for.
  public static final Duration MOST_CRAWL_DELAY = Duration.ofSeconds(30);

  /// How many `Sitemap:` lines are read.
  public static final int MOST_SITEMAPS = 1_000;

  private static final String ITSELF = "/robots.txt";

  private final Verdict otherwise;
  private final List<PathRule> rules;
  private final UsageRules usage;
  private final Duration crawlDelay;
  private final List<String> sitemaps;
  private final boolean cut;

  private Robots(Verdict otherwise, List<RobotsLine> lines, List<String> sitemaps, boolean cut) {
    this.otherwise = otherwise;
    this.rules = rules(lines);
    this.usage = UsageRules.of(lines);
    this.crawlDelay = CrawlDelay.longest(lines);
    this.sitemaps = sitemaps;
    this.cut = cut;
  }

  /// Reads a file.
  ///
  /// @param token the crawler's name, without its version; letters, `-` and `_`
  public static Robots parse(byte[] body, String token) {
    RobotsText text = RobotsText.of(body);
    RobotsParser parser = new RobotsParser(token);
    text.forEachLine(parser::read);
    Verdict otherwise = Verdict.withoutLine(true, "no line of robots.txt applies");
    return new Robots(otherwise, parser.lines(), parser.sitemaps(), text.cut());
  }

  /// Allows all: there is no file (section 2.3.1.3).
  public static Robots allowed(String why) {
    return new Robots(Verdict.withoutLine(true, why), List.of(), List.of(), false);
  }

  /// Forbids all: the file cannot be read (section 2.3.1.4).
  public static Robots forbidden(String why) {
    return new Robots(Verdict.withoutLine(false, why), List.of(), List.of(), false);
  }

  private static List<PathRule> rules(List<RobotsLine> lines) {
    return lines.stream()
        .filter(line -> line.name() == Name.ALLOW || line.name() == Name.DISALLOW)
        .map(PathRule::of)
        .sorted(PathRule.MOST_SPECIFIC_FIRST)
        .toList();
  }

  /// Whether a URL of this origin may be asked for. The longest pattern that matches decides;
  /// robots.txt itself is always allowed (section 2.2.2).
  public Verdict verdict(HttpUrl url) {
    UrlPath path = UrlPath.of(url);
    if (path.text().equals(ITSELF)) {
      return Verdict.withoutLine(true, "robots.txt itself is always allowed");
    }
    return decides(path).map(Verdict::of).orElse(otherwise);
  }

  private Optional<PathRule> decides(UrlPath path) {
    for (PathRule rule : rules) {
      if (rule.pattern().matches(path)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /// The time between two requests that the site asks for: the longest, if it asks several times,
  /// and not yet limited to [#MOST_CRAWL_DELAY].
  public Optional<Duration> crawlDelay() {
    return Optional.ofNullable(crawlDelay);
  }

  /// The site's sitemaps, whichever crawler their lines stand beside. There are at most
  /// [#MOST_SITEMAPS].
  ///
  /// @param at where the file was found: some sites give but a path
  public List<HttpUrl> sitemaps(HttpUrl at) {
    return sitemaps.stream().map(at::resolve).filter(Objects::nonNull).distinct().toList();
  }

  /// What the page may be used for, in the words of the file, such as `Content-Signal:
  /// ai-train=no`; empty if the file says nothing of it, or forbids the page.
  public Optional<String> usage(HttpUrl url) {
    return verdict(url).allowed() ? usage.of(UrlPath.of(url)) : Optional.empty();
  }

  /// Whether the file was longer than [#MOST_BYTES], and its end was not read.
  public boolean cut() {
    return cut;
  }
}
