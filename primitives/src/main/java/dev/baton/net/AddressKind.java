package dev.baton.net;

import java.net.InetAddress;

/// Says where an address leads: to the public internet, to this machine, to a private network, ...
///
/// A program that fetches URLs of strangers asks before it connects, so that nobody makes it read
/// what only its own network may see (server-side request forgery):
///
/// ```java
/// if (AddressKind.of(address) != AddressKind.PUBLIC) {
///   throw new IOException(address + " is not public: " + AddressKind.of(address));
/// }
/// ```
///
/// Ask for the address that is dialled, and for each one that a name resolves to; a name that was
/// checked may resolve to something else the next time (DNS rebinding).
///
/// An IPv6 address that carries an IPv4 address is of the kind of the one inside: IPv4-mapped
/// (`::ffff:0:0/96`), NAT64 (`64:ff9b::/96`), 6to4 (`2002::/16`) and Teredo (`2001::/32`, both its
/// server and its client). `::127.0.0.1` and the local NAT64 prefix (`64:ff9b:1::/48`) are never
/// public.
///
/// The kinds follow IANA's special-purpose registries (RFC 6890), for IPv4 as of 2020-09-04 and for
/// IPv6 as of 2025-10-09, and its multicast and address space registries. They are stricter in one
/// point: all of `192.0.0.0/24` and `2001::/23` is [#RESERVED], though some anycast services in
/// them can be reached from everywhere.
///
/// Nothing is resolved or dialled.
public enum AddressKind {
  /// Any other address: it belongs to somebody on the internet.
  PUBLIC,
  /// This machine: `127.0.0.0/8`, `::1`.
  LOOPBACK,
  /// No address, which systems take for this machine: `0.0.0.0`, `::`.
  UNSPECIFIED,
  /// A private network: `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`; also the site-local
  /// `fec0::/10` of old, and the local NAT64 prefix.
  PRIVATE,
  /// A private network over IPv6: `fc00::/7`.
  UNIQUE_LOCAL,
  /// Between a provider and its customers: `100.64.0.0/10`. Some clouds serve metadata here.
  SHARED,
  /// The same wire: `169.254.0.0/16`, `fe80::/10`. Most clouds serve metadata here.
  LINK_LOCAL,
  /// Many machines at once: `224.0.0.0/4`, `ff00::/8`.
  MULTICAST,
  /// All machines on the same wire: `255.255.255.255`.
  BROADCAST,
  /// For documentation, benchmarks, protocols, or nothing yet.
  RESERVED;

  /// The kind of this address.
  public static AddressKind of(InetAddress address) {
    return SpecialAddresses.kindOf(address.getAddress());
  }
}
