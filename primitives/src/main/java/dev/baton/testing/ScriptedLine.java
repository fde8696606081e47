package dev.baton.testing;

import dev.baton.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A line with delays, and perhaps a fault after some bytes.
final class ScriptedLine implements Line {
  private static final long NANOS_A_SECOND = Duration.ofSeconds(1).toNanos();

  private final EventLoop loop = EventLoop.running();
  private final ScriptedNetwork.Weather weather;
  private final RandomGenerator random;
  private final Runnable reset;

  /// Null if all goes well.
  private final Fault fault;

  /// How many bytes arrive before the fault.
  private long untilFault;

  /// Nothing overtakes: the loop's time at which the last piece arrives.
  private long lastArrival;

  private boolean halfClosed;

  /// @param reset breaks the connection
  ScriptedLine(
      ScriptedNetwork.Weather weather,
      RandomGenerator random,
      Fault fault,
      long untilFault,
      Runnable reset) {
    this.weather = weather;
    this.random = random;
    this.fault = fault;
    this.untilFault = untilFault;
    this.reset = reset;
  }

  @Override
  public void carry(byte[] piece, Conduit to) {
    loop.callAt(nextArrival(piece.length), () -> deliver(piece, to));
  }

  @Override
  public void carryEnd(Conduit to) {
    loop.callAt(nextArrival(0), () -> deliverEnd(to));
  }

  private long nextArrival(int bytes) {
    long sending =
        weather.bytesPerSecond() == 0 ? 0 : bytes * NANOS_A_SECOND / weather.bytesPerSecond();
    lastArrival = Math.max(lastArrival, loop.time() + weather.latency(random)) + sending;
    return lastArrival;
  }

  private void deliver(byte[] piece, Conduit to) {
    int sound = fault == null ? piece.length : (int) Math.min(piece.length, untilFault);
    untilFault -= sound;
    if (sound == piece.length) {
      to.arrive(piece);
      return;
    }
    if (sound > 0) {
      to.arrive(Arrays.copyOf(piece, sound));
    }
    fail(Arrays.copyOfRange(piece, sound, piece.length), to);
  }

  /// @param rest what has not arrived
  private void fail(byte[] rest, Conduit to) {
    switch (fault) {
      case RESET -> reset.run();
      case STALL -> {
        // the bytes stay under way for ever
      }
      case HALF_CLOSE -> {
        to.lose(rest.length);
        halfClosed = true;
        to.arriveEnd();
      }
      case SHORT -> to.arrive(rest);
      case GARBAGE -> {
        byte[] garbage = new byte[rest.length];
        random.nextBytes(garbage);
        to.arrive(garbage);
      }
    }
  }

  private void deliverEnd(Conduit to) {
    boolean stalled = fault == Fault.STALL && untilFault == 0;
    if (!stalled && !halfClosed) {
      to.arriveEnd();
    }
  }
}
