package dev.baton.net;

import static dev.baton.net.AddressBlock.Carries.IPV4_AFTER_16_BITS;
import static dev.baton.net.AddressBlock.Carries.IPV4_AT_THE_END;
import static dev.baton.net.AddressBlock.Carries.TEREDO_SERVER_AND_CLIENT;
import static dev.baton.net.AddressBlock.of;
import static dev.baton.net.AddressKind.BROADCAST;
import static dev.baton.net.AddressKind.LINK_LOCAL;
import static dev.baton.net.AddressKind.LOOPBACK;
import static dev.baton.net.AddressKind.MULTICAST;
import static dev.baton.net.AddressKind.PRIVATE;
import static dev.baton.net.AddressKind.PUBLIC;
import static dev.baton.net.AddressKind.RESERVED;
import static dev.baton.net.AddressKind.SHARED;
import static dev.baton.net.AddressKind.UNIQUE_LOCAL;
import static dev.baton.net.AddressKind.UNSPECIFIED;

import java.util.List;

/// The table behind [AddressKind].
final class SpecialAddresses {
  /// The first block that contains an address decides. The last of each family contains them all.
  private static final List<AddressBlock> BLOCKS =
      List.of(
          of("0.0.0.0/32", UNSPECIFIED),
          of("0.0.0.0/8", RESERVED), // "this network"
          of("10.0.0.0/8", PRIVATE),
          of("100.64.0.0/10", SHARED),
          of("127.0.0.0/8", LOOPBACK),
          of("169.254.0.0/16", LINK_LOCAL),
          of("172.16.0.0/12", PRIVATE),
          of("192.0.0.0/24", RESERVED), // protocol assignments
          of("192.0.2.0/24", RESERVED), // documentation
          of("192.88.99.0/24", RESERVED), // relays of 6to4, given up
          of("192.168.0.0/16", PRIVATE),
          of("198.18.0.0/15", RESERVED), // benchmarks
          of("198.51.100.0/24", RESERVED), // documentation
          of("203.0.113.0/24", RESERVED), // documentation
          of("224.0.0.0/4", MULTICAST),
          of("255.255.255.255/32", BROADCAST),
          of("240.0.0.0/4", RESERVED),
          of("0.0.0.0/0", PUBLIC),
          of("::/128", UNSPECIFIED),
          of("::1/128", LOOPBACK),
          of("::/96", RESERVED, IPV4_AT_THE_END), // "IPv4-compatible", given up
          mapped(),
          of("::ffff:0:0:0/96", RESERVED, IPV4_AT_THE_END), // "IPv4-translated", given up
          of("64:ff9b::/96", PUBLIC, IPV4_AT_THE_END), // NAT64
          of("64:ff9b:1::/48", PRIVATE, IPV4_AT_THE_END), // NAT64 within one network
          of("2001::/32", PUBLIC, TEREDO_SERVER_AND_CLIENT),
          of("2001::/23", RESERVED), // protocol assignments
          of("2001:db8::/32", RESERVED), // documentation
          of("2002::/16", PUBLIC, IPV4_AFTER_16_BITS), // 6to4
          of("3fff::/20", RESERVED), // documentation
          of("2000::/3", PUBLIC), // all that was given to anybody so far
          of("fc00::/7", UNIQUE_LOCAL),
          of("fe80::/10", LINK_LOCAL),
          of("fec0::/10", PRIVATE), // site-local, given up
          of("ff00::/8", MULTICAST),
          of("::/0", RESERVED));

  private SpecialAddresses() {}

  /// `::ffff:0:0/96`.
  private static AddressBlock mapped() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    return new AddressBlock(prefix, 96, PUBLIC, IPV4_AT_THE_END);
  }

  static AddressKind kindOf(byte[] address) {
    AddressBlock block = blockOf(address);
    return block.carries().in(address).stream()
        .map(SpecialAddresses::kindOf)
        .filter(kind -> kind != PUBLIC)
        .findFirst()
        .orElse(block.kind());
  }

  private static AddressBlock blockOf(byte[] address) {
    return BLOCKS.stream().filter(block -> block.contains(address)).findFirst().orElseThrow();
  }
}
