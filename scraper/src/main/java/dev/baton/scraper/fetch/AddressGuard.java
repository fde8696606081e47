package dev.baton.scraper.fetch;

import dev.baton.net.AddressKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Keeps a crawl from hosts whose addresses are not public: a page of a stranger must not make this
/// program read what only its own network may see. What the user has consented to may be asked.
///
/// Each request is checked at three places, because each sees what the others do not: the URL when
/// its host is an address, which is resolved by nobody; each answer of the resolver ([GuardedDns]);
/// and the address that a socket really connects to ([CountedSockets]).
final class AddressGuard {
  private final Consents consents;

  AddressGuard(Consents consents) {
    this.consents = consents;
  }

  /// Checks a host that is an address.
  ///
  /// @throws BadAnswerException if it only looks like one
  void check(HttpUrl url) throws IOException {
    Optional<InetAddress> literal = HostLiteral.of(url.host());
    if (literal.isPresent()) {
      check(url.host(), url.port(), literal.get());
    }
  }

  /// Checks what a socket is about to connect to.
  void check(InetSocketAddress remote) throws PrivateAddressException {
    check(remote.getHostString(), remote.getPort(), remote.getAddress());
  }

  /// Checks an address of a host.
  void check(String host, int port, InetAddress address) throws PrivateAddressException {
    AddressKind kind = AddressKind.of(address);
    if (kind != AddressKind.PUBLIC && !consents.cover(host, port)) {
      throw new PrivateAddressException(
          "%s has the %s address %s; to allow it: %s"
              .formatted(host, text(kind), address.getHostAddress(), Consents.option(host, port)));
    }
  }

  private static String text(AddressKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
