package dev.baton.scraper.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host name. Called on threads that may block.
@FunctionalInterface
public interface Resolver {
  /// Asks the system.
  Resolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

  /// @throws UnknownHostException if there are none
  List<InetAddress> resolve(String name) throws UnknownHostException;
}
