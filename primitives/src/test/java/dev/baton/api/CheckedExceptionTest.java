package dev.baton.api;

import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.api.VirtualLoop.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Timeout;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// A scope throws what its body throws, by its own type. That is the compiler's to prove: none of
/// these methods would compile if a scope threw more, or less, than its body.
class CheckedExceptionTest {
  private static final IOException DISK = new IOException("disk");

  private static String read() throws IOException {
    throw DISK;
  }

  private static void write() throws IOException {
    throw DISK;
  }

  @Test
  void runThrowsWhatMainThrows() {
    try {
      EventLoop.run(() -> read());
      fail();
    } catch (IOException e) {
      assertThat(e).isSameAs(DISK);
    }
    try {
      EventLoop.run(() -> write());
      fail();
    } catch (IOException e) {
      assertThat(e).isSameAs(DISK);
    }
    try {
      EventLoop.builder().run(() -> read());
      fail();
    } catch (IOException e) {
      assertThat(e).isSameAs(DISK);
    }
  }

  @Test
  void runOfWhatThrowsNothingNeedsNoCatch() {
    String result = EventLoop.run(() -> "result");
    EventLoop.run(() -> {});
    EventLoop.builder().run(() -> {});
    assertThat(result).isEqualTo("result");
  }

  @Test
  void timeoutThrowsWhatItsBodyThrows() {
    EventLoop.run(
        () -> {
          try {
            timeout(ms(10), () -> read());
            fail();
          } catch (IOException e) {
            assertThat(e).isSameAs(DISK);
          }
          try {
            Timeout.after(ms(10)).run(() -> write());
            fail();
          } catch (IOException e) {
            assertThat(e).isSameAs(DISK);
          }
        });
  }

  @Test
  void timeoutOfWhatThrowsNothingNeedsNoCatch() {
    String result = EventLoop.run(() -> timeout(ms(10), () -> "result"));
    assertThat(result).isEqualTo("result");
  }

  @Test
  void blockingCallThrowsWhatItsBodyThrows() {
    EventLoop.run(
        () -> {
          try {
            Blocking.call(() -> read());
            fail();
          } catch (IOException e) {
            assertThat(e).isSameAs(DISK);
          }
          try {
            Blocking.call(() -> write());
            fail();
          } catch (IOException e) {
            assertThat(e).isSameAs(DISK);
          }
        });
  }

  @Test
  void scopesPassATypeThroughEachOther() {
    try {
      EventLoop.run(
          () -> timeout(ms(1_000), () -> timeout(ms(1_000), () -> Blocking.call(() -> read()))));
      fail();
    } catch (IOException e) {
      assertThat(e).isSameAs(DISK);
    }
  }

  @Test
  void theTypeIsTheProgramsOwn() {
    class Overdrawn extends Exception {}
    Overdrawn overdrawn = new Overdrawn();
    try {
      EventLoop.run(
          () ->
              timeout(
                  ms(1_000),
                  () -> {
                    throw overdrawn;
                  }));
    } catch (Overdrawn e) {
      assertThat(e).isSameAs(overdrawn);
    }
  }

  @Test
  void theJdksTimeoutExceptionIsNotTakenForOurs() {
    TimeoutException foreign = new TimeoutException("theirs");
    try {
      EventLoop.run(
          () ->
              timeout(
                  ms(1_000),
                  () -> {
                    throw foreign;
                  }));
    } catch (TimeoutException e) {
      assertThat(e).isSameAs(foreign);
    }
  }

  @Test
  void aTasksFailureIsCaughtByItsOwnType() throws Exception {
    EventLoop.run(
        () -> {
          try {
            spawn(() -> read()).await();
            fail();
          } catch (IOException e) {
            assertThat(e).isSameAs(DISK);
          }
        });
  }
}
