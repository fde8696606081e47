package dev.baton.bench.net;

/// What clients and servers of the network benchmark say to each other.
enum Protocol {
  /// The server sends back what it gets.
  ECHO,

  /// The server answers every GET, over connections that stay open.
  HTTP
}
