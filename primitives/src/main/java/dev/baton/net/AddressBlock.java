package dev.baton.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// A block of addresses.
///
/// @param prefix an address of the block
/// @param bits how many of its first bits all addresses of the block share
/// @param kind of its addresses; where they carry others, only if those are public
record AddressBlock(byte[] prefix, int bits, AddressKind kind, Carries carries) {
  /// Which IPv4 addresses an address of the block carries.
  enum Carries {
    NOTHING,
    IPV4_AT_THE_END,
    IPV4_AFTER_16_BITS,
    TEREDO_SERVER_AND_CLIENT;

    /// Those that this address carries.
    List<byte[]> in(byte[] address) {
      return switch (this) {
        case NOTHING -> List.of();
        case IPV4_AT_THE_END -> List.of(ipv4(address, 12));
        case IPV4_AFTER_16_BITS -> List.of(ipv4(address, 2));
        case TEREDO_SERVER_AND_CLIENT -> List.of(ipv4(address, 4), inverted(ipv4(address, 12)));
      };
    }

    private static byte[] ipv4(byte[] address, int from) {
      return Arrays.copyOfRange(address, from, from + 4);
    }

    /// Teredo inverts the client's, so that no router in between translates it (RFC 4380, 4).
    private static byte[] inverted(byte[] address) {
      for (int i = 0; i < address.length; i++) {
        address[i] = (byte) ~address[i];
      }
      return address;
    }
  }

  /// @param text an address, a slash and a number of bits; not an IPv4-mapped address, which Java
  ///   reads as IPv4
  static AddressBlock of(String text, AddressKind kind) {
    return of(text, kind, Carries.NOTHING);
  }

  static AddressBlock of(String text, AddressKind kind, Carries carries) {
    int slash = text.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    return new AddressBlock(prefix, Integer.parseInt(text.substring(slash + 1)), kind, carries);
  }

  /// False for an address of the other family.
  boolean contains(byte[] address) {
    int whole = bits / 8;
    if (address.length != prefix.length || !Arrays.equals(address, 0, whole, prefix, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
  }
}
