package dev.baton.bench.feed.load;

import java.nio.charset.StandardCharsets;

/// The two numbers that count in the text of an event, without reading the rest of its JSON.
final class EventText {
  private static final byte[] EVENT = ascii("{\"op\":\"ev\"");
  private static final byte[] SUBSCRIBED = ascii("{\"op\":\"subbed\"");
  private static final byte[] BYE = ascii("{\"op\":\"bye\"");
  private static final byte[] PROBLEM = ascii("{\"op\":\"err\"");
  private static final byte[] SEQ = ascii("\"seq\":");
  private static final byte[] TIME = ascii("\"ts\":");

  private EventText() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean isEvent(byte[] bytes, int begin, int end) {
    return begins(bytes, begin, end, EVENT);
  }

  /// Whether this answers a subscription.
  static boolean isSubscribed(byte[] bytes, int begin, int end) {
    return begins(bytes, begin, end, SUBSCRIBED);
  }

  /// Whether this says that there will be no events.
  static boolean isRefusal(byte[] bytes, int begin, int end) {
    return begins(bytes, begin, end, BYE) || begins(bytes, begin, end, PROBLEM);
  }

  private static boolean begins(byte[] bytes, int begin, int end, byte[] text) {
    return end - begin >= text.length && isAt(bytes, begin, text);
  }

  /// The number of the event; -1 if it has none.
  static long seq(byte[] bytes, int begin, int end) {
    return number(bytes, begin, end, SEQ);
  }

  /// The time of the event in microseconds since 1970; -1 if it has none.
  static long time(byte[] bytes, int begin, int end) {
    return number(bytes, begin, end, TIME);
  }

  private static long number(byte[] bytes, int begin, int end, byte[] name) {
    for (int i = begin; i + name.length < end; i++) {
      if (bytes[i] == '"' && isAt(bytes, i, name)) {
        return digits(bytes, i + name.length, end);
      }
    }
    return -1;
  }

  private static long digits(byte[] bytes, int begin, int end) {
    long number = 0;
    int next = begin;
    while (next < end && bytes[next] >= '0' && bytes[next] <= '9') {
      number = number * 10 + bytes[next++] - '0';
    }
    return next == begin ? -1 : number;
  }

  private static boolean isAt(byte[] bytes, int index, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (bytes[index + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
