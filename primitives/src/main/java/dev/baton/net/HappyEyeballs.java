package dev.baton.net;

import dev.baton.Async;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/// Connects to whichever of several addresses answers first, with a head start for those in front
/// (RFC 8305).
///
/// A host often has an address that looks right and leads nowhere. Trying them strictly one after
/// the other would wait for a connection timeout; trying all at once would burden every server.
final class HappyEyeballs {
  /// The head start of one address before the next (RFC 8305, section 5, recommends 250 ms).
  private static final Duration HEAD_START = Duration.ofMillis(250);

  /// A name may have any number of addresses.
  private static final int MOST_ADDRESSES = 16;

  private final Connector connector;
  private final Queue<InetSocketAddress> untried;
  private final Set<Task<Transport>> attempts = new LinkedHashSet<>();
  private final List<Exception> failures = new ArrayList<>();

  private HappyEyeballs(Connector connector, List<InetSocketAddress> addresses) {
    this.connector = connector;
    this.untried = new ArrayDeque<>(addresses);
  }

  /// @param connector tries one of them
  @Suspends
  static Transport connect(List<InetSocketAddress> addresses, Connector connector)
      throws IOException {
    List<InetSocketAddress> some = interleave(addresses).stream().limit(MOST_ADDRESSES).toList();
    HappyEyeballs race = new HappyEyeballs(connector, some);
    try {
      return race.run();
    } finally {
      race.endAttempts();
    }
  }

  @Suspends
  private Transport run() throws IOException {
    while (!untried.isEmpty() || !attempts.isEmpty()) {
      if (!untried.isEmpty()) {
        InetSocketAddress next = untried.remove();
        attempts.add(Async.spawn("connect to " + next, () -> connector.connect(next)));
      }
      Transport winner = awaitOne();
      if (winner != null) {
        return winner;
      }
    }
    IOException all =
        new IOException(
            "no address answers: " + failures.getFirst().getMessage(), failures.getFirst());
    failures.stream().skip(1).forEach(all::addSuppressed);
    throw all;
  }

  /// Waits until an attempt has ended, or for the head start while there are others to try.
  @Suspends
  private Transport awaitOne() {
    Set<Task<Transport>> done =
        untried.isEmpty()
            ? Async.wait(attempts, ReturnWhen.FIRST_COMPLETED).done()
            : Async.wait(attempts, ReturnWhen.FIRST_COMPLETED, HEAD_START).done();
    Transport winner = null;
    for (Task<Transport> attempt : done) {
      if (winner == null) { // a second one that has connected stays among the losers
        attempts.remove(attempt);
        winner = resultOf(attempt);
      }
    }
    return winner;
  }

  private Transport resultOf(Task<Transport> attempt) {
    try {
      return attempt.result();
    } catch (Exception failure) {
      failures.add(failure);
      return null;
    }
  }

  /// The losers: those that still try are cancelled, those that have connected too are closed.
  private void endAttempts() {
    for (Task<Transport> attempt : attempts) {
      attempt.cancel();
      attempt.addDoneCallback(
          loser -> {
            if (!loser.isCancelled() && loser.exception() == null) {
              resultOf(attempt).close();
            }
          });
    }
  }

  /// Families in turn, beginning with the first one's: if one family is broken the other is tried
  /// second, not last.
  static List<InetSocketAddress> interleave(List<InetSocketAddress> addresses) {
    Queue<InetSocketAddress> v6 = new ArrayDeque<>();
    Queue<InetSocketAddress> v4 = new ArrayDeque<>();
    addresses.forEach(a -> (a.getAddress() instanceof Inet6Address ? v6 : v4).add(a));
    boolean sixNext = addresses.getFirst().getAddress() instanceof Inet6Address;
    List<InetSocketAddress> mixed = new ArrayList<>();
    while (!v6.isEmpty() || !v4.isEmpty()) {
      Queue<InetSocketAddress> turn = sixNext && !v6.isEmpty() || v4.isEmpty() ? v6 : v4;
      mixed.add(turn.remove());
      sixNext = !sixNext;
    }
    return mixed;
  }
}
