package dev.baton.scraper.job;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/// The URLs that a crawl begins with.
///
/// The difference matters: who types a URL means that host, and may say that it is theirs or has a
/// private address. A file of URLs may come from anywhere.
///
/// @param typed on the command line
/// @param listed in a file
public record Starts(List<HttpUrl> typed, List<HttpUrl> listed) {
  public Starts {
    typed = List.copyOf(new LinkedHashSet<>(typed));
    listed = List.copyOf(new LinkedHashSet<>(listed));
    if (typed.isEmpty() && listed.isEmpty()) {
      throw new IllegalArgumentException("URL is missing");
    }
  }

  /// All of them, each once.
  public List<HttpUrl> all() {
    Set<HttpUrl> all = new LinkedHashSet<>(typed);
    all.addAll(listed);
    return List.copyOf(all);
  }

  /// The one that stands for all, in names and sentences.
  public HttpUrl first() {
    return typed.isEmpty() ? listed.getFirst() : typed.getFirst();
  }

  /// Whether all of them are on this machine, as far as their names say.
  boolean areLoopback() {
    return all().stream().allMatch(url -> isLoopback(url.host()));
  }

  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || host.endsWith(".localhost")
          || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}
