package dev.baton.scraper.fetch;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/// The hosts that may be asked although their addresses are not public, because the user has said
/// so. A consent for a name covers whatever that name resolves to, and no other name.
///
/// @param hosts as `host:port`, or `host:*` for all its ports; ports 80 and 443 are one
public record Consents(Set<String> hosts) {
  private static final String ALL = "*";

  public Consents {
    hosts = Set.copyOf(hosts);
  }

  /// Public addresses alone may be asked.
  public static Consents none() {
    return new Consents(Set.of());
  }

  /// Also the host and the port of a URL that the user has typed.
  public Consents withUrl(HttpUrl typed) {
    return with(key(typed.host(), port(typed.port())));
  }

  /// Also what `--allow-private` names: a host with all its ports, or `host:port`.
  ///
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public Consents withOption(String text) {
    HttpUrl url = HttpUrl.parse("http://" + text + "/");
    if (url == null || !Origin.isAll(url) || text.endsWith(":") || text.contains("/")) {
      throw new IllegalArgumentException(
          "--allow-private must be a host or host:port, got \"" + text + "\"");
    }
    boolean hasPort = text.matches(".*:\\d+");
    return with(key(url.host(), hasPort ? port(url.port()) : ALL));
  }

  private Consents with(String host) {
    Set<String> more = new HashSet<>(hosts);
    more.add(host);
    return new Consents(more);
  }

  boolean cover(String host, int port) {
    return hosts.contains(key(host, port(port))) || hosts.contains(key(host, ALL));
  }

  /// Why a URL must not be asked for, if its host is an address; the addresses of a name are known
  /// when it is asked.
  public Optional<String> refusal(HttpUrl url) {
    try {
      new AddressGuard(this).check(url);
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(refused.getMessage());
    }
  }

  /// What to type to allow this.
  static String option(String host, int port) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "--allow-private " + (isUsual(port) ? name : name + ":" + port);
  }

  private static String key(String host, String port) {
    return HostLiteral.canonical(host) + ":" + port;
  }

  private static String port(int port) {
    return isUsual(port) ? "80" : Integer.toString(port);
  }

  private static boolean isUsual(int port) {
    return port == 80 || port == 443;
  }
}
