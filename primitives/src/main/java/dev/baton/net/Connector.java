package dev.baton.net;

import dev.baton.Suspends;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Tries one address of a host.
@FunctionalInterface
interface Connector {
  @Suspends
  Transport connect(InetSocketAddress address) throws IOException;
}
