package dev.baton.scraper.fetch;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/// Resolves the names of hosts, and gives no address away that may not be asked: one that is
/// refused refuses them all. OkHttp dials what it gets here, and resolves nothing again.
///
/// OkHttp asks for a name alone, but a consent is for a name and a port. So each call notes what it
/// dials; it resolves on its own thread.
final class GuardedDns implements Dns {
  private static final ScopedValue<HttpUrl> DIALLED = ScopedValue.newInstance();

  private final Resolver resolver;
  private final AddressGuard guard;
  private final HttpUrl proxy;

  /// @param proxy null if there is none
  GuardedDns(Resolver resolver, AddressGuard guard, HttpUrl proxy) {
    this.resolver = resolver;
    this.guard = guard;
    this.proxy = proxy;
  }

  /// Notes what a call dials.
  Response note(Interceptor.Chain chain) throws IOException {
    HttpUrl dialled = proxy == null ? chain.request().url() : proxy;
    return ScopedValue.where(DIALLED, dialled)
        .<Response, IOException>call(() -> chain.proceed(chain.request()));
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (InetAddress address : resolver.resolve(host)) {
      guard.check(host, DIALLED.get().port(), address);
      addresses.add(named(host, address));
    }
    return addresses;
  }

  /// So that whoever connects knows whose address it is.
  private static InetAddress named(String host, InetAddress address) throws UnknownHostException {
    return address instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0
        ? Inet6Address.getByAddress(host, ipv6.getAddress(), ipv6.getScopeId())
        : InetAddress.getByAddress(host, address.getAddress());
  }
}
