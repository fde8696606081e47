package dev.baton.scraper.url;

import java.util.Arrays;

/// Reads IPv4 addresses in all the ways that browsers and resolvers do: one to four numbers,
/// decimal, octal (`0177`) or hexadecimal (`0x7f`), of which the last fills the rest: `127.1`.
///
/// Links use them to hide where they lead.
final class Ipv4Parser {
  private static final int OCTETS = 4;
  private static final long NO_NUMBER = -1;

  /// Larger than each address; a longer number stays here.
  private static final long TOO_LARGE = 1L << 40;

  private Ipv4Parser() {}

  /// Whether a host name is meant to be an address, right or wrong.
  static boolean endsInNumber(String host) {
    String name = withoutLastDot(host);
    String last = name.substring(name.lastIndexOf('.') + 1);
    return Ascii.areDigits(last) || number(last) != NO_NUMBER;
  }

  /// @return null if it is none
  static String parse(String host) {
    String[] parts = withoutLastDot(host).split("\\.", -1);
    long[] numbers = Arrays.stream(parts).mapToLong(Ipv4Parser::number).toArray();
    return isAddress(numbers) ? text(address(numbers)) : null;
  }

  private static String withoutLastDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static boolean isAddress(long[] numbers) {
    int before = numbers.length - 1;
    return numbers.length <= OCTETS
        && Arrays.stream(numbers).allMatch(number -> number != NO_NUMBER)
        && Arrays.stream(numbers, 0, before).allMatch(number -> number < 256)
        && numbers[before] < 1L << 8 * (OCTETS - before);
  }

  private static long address(long[] numbers) {
    int before = numbers.length - 1;
    long address = numbers[before];
    for (int i = 0; i < before; i++) {
      address |= numbers[i] << 8 * (OCTETS - 1 - i);
    }
    return address;
  }

  private static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
  }

  private static long number(String part) {
    if (part.startsWith("0x")) {
      return number(part.substring(2), 16);
    }
    boolean octal = part.length() > 1 && part.startsWith("0");
    return part.isEmpty() ? NO_NUMBER : number(part, octal ? 8 : 10);
  }

  /// No digits are 0.
  private static long number(String digits, int radix) {
    long number = 0;
    for (char c : digits.toCharArray()) {
      int digit = Character.digit(c, radix);
      if (digit < 0) {
        return NO_NUMBER;
      }
      number = Math.min(TOO_LARGE, number * radix + digit);
    }
    return number;
  }
}
