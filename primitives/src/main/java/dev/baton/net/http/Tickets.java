package dev.baton.net.http;

import dev.baton.EventLoop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Iterator;
import java.util.Queue;

/// The tickets of a [Guard] that are out and not used.
final class Tickets {
  /// When there are more, the oldest is void.
  static final int MOST = 100;

  private static final int RANDOM_BYTES = 24;

  /// @param end by the loop's clock
  private record Ticket(byte[] text, long end) {}

  private final SecureRandom random = new SecureRandom();
  private final Queue<Ticket> tickets = new ArrayDeque<>();

  String issue(Duration life) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    removeOld();
    if (tickets.size() == MOST) {
      tickets.remove();
    }
    tickets.add(new Ticket(ascii(text), EventLoop.running().time() + life.toNanos()));
    return text;
  }

  /// True once for each ticket, as long as it lives.
  boolean use(String text) {
    removeOld();
    byte[] given = ascii(text);
    boolean found = false;
    for (Iterator<Ticket> each = tickets.iterator(); each.hasNext(); ) {
      // no early end, and none within the comparison: the time taken tells nothing of the others
      if (MessageDigest.isEqual(each.next().text(), given)) {
        each.remove();
        found = true;
      }
    }
    return found;
  }

  private void removeOld() {
    long now = EventLoop.running().time();
    tickets.removeIf(ticket -> ticket.end() <= now);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
