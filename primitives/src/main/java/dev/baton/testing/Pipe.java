package dev.baton.testing;

import dev.baton.net.Stream;
import dev.baton.net.Transport;
import java.net.InetSocketAddress;

/// A connection in memory: what is written at one end is read at the other, with no socket and so
/// under a [VirtualClock] too.
///
/// ```java
/// Pipe pipe = new Pipe();
/// pipe.first().write("ping\n");
/// String line = pipe.second().readLine(100); // ping
/// ```
///
/// For a network with delays and faults there is [ScriptedNetwork].
public final class Pipe {
  private static final int CAPACITY = 64 * 1024;

  private final Conduit forth;
  private final Conduit back;
  private final Stream first;
  private final Stream second;

  /// A pipe in which 64 KiB may be under way in each direction.
  public Pipe() {
    this(CAPACITY, Integer.MAX_VALUE);
  }

  /// @param capacity how many bytes may be under way in each direction before a writer waits
  /// @param largestRead how many bytes come at once; 1 finds out who expects more
  public Pipe(int capacity, int largestRead) {
    if (capacity < 1 || largestRead < 1) {
      throw new IllegalArgumentException(
          "a pipe needs at least 1 byte, got " + capacity + " and reads of " + largestRead);
    }
    forth = new Conduit(capacity, largestRead, Line.DIRECT);
    back = new Conduit(capacity, largestRead, Line.DIRECT);
    InetSocketAddress one = InetSocketAddress.createUnresolved("first", 1);
    InetSocketAddress two = InetSocketAddress.createUnresolved("second", 2);
    Transport left = new ConduitEnd(back, forth, one, two);
    Transport right = new ConduitEnd(forth, back, two, one);
    first = new Stream(left);
    second = new Stream(right);
  }

  /// One end.
  public Stream first() {
    return first;
  }

  /// The other end.
  public Stream second() {
    return second;
  }

  /// Breaks the connection, as a reset does: both ends fail at once, and what was under way is
  /// lost.
  public void reset() {
    forth.breakOff();
    back.breakOff();
  }
}
