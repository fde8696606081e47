package dev.baton.scraper.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// The URLs of the world: all hosts have one port.
record Addresses(int port) {
  /// RFC 6761 keeps all names below it for this machine, and browsers know that.
  private static final String DOMAIN = ".localhost";

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /// @param name the short name of a host, as `shop`
  String url(String name, String path) {
    return "http://" + host(name) + ":" + port + path;
  }

  static String host(String name) {
    return name + DOMAIN;
  }

  static List<InetAddress> resolve(String name) throws UnknownHostException {
    if (name.endsWith(DOMAIN)) {
      return List.of(LOOPBACK);
    }
    throw new UnknownHostException(name + " is not a host of the demo");
  }
}
