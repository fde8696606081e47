package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.TimeoutException;
import dev.baton.jobs.TestKind.AnyArgs;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HandlersTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static Job job(String kind) {
    return new Job(new Lease(1, 1), "the-key", kind, "{}", 1, 3);
  }

  private static Outcome run(Handler<AnyArgs> handler) throws Exception {
    return EventLoop.builder()
        .clock(new VirtualClock())
        .run(() -> TestKind.of("kind", handler).open(LIMIT).run(job("kind")));
  }

  @Test
  void aHandlerGetsTheArgumentsAsItsKindReadsThem() throws Exception {
    List<Object> seen = new ArrayList<>();

    Outcome outcome =
        run(
            attempt -> {
              seen.add(attempt.args());
              seen.add(attempt.key());
              return new Outcome.Done();
            });

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(seen).containsExactly(new AnyArgs("{}"), "the-key");
  }

  @Test
  void argumentsThatCannotBeReadNeverReachTheHandler() throws Exception {
    TestKind<AnyArgs> kind =
        new TestKind<>(
            "kind",
            json -> {
              throw new BadArgsException("kind: " + json + " lacks all");
            },
            _ ->
                _ -> {
                  throw new AssertionError("handled");
                });

    assertThat(EventLoop.run(() -> kind.open(LIMIT).run(job("kind"))))
        .isEqualTo(new Outcome.Dead("kind: {} lacks all"));
  }

  @Test
  void anAttemptThatTakesTooLongIsTriedAgain() throws Exception {
    assertThat(
            run(
                _ -> {
                  Async.sleep(Duration.ofSeconds(31));
                  return new Outcome.Done();
                }))
        .isEqualTo(new Outcome.Retry("it took longer than 30s"));
  }

  @Test
  void tooManyOpenFilesAreNoAttempt() throws Exception {
    assertThat(
            run(
                _ -> {
                  throw new IOException("no call", new SocketException("Too many open files"));
                }))
        .isEqualTo(new Outcome.Released("too many open files"));
  }

  @Test
  void anErrorIsNoOutcome() {
    assertThatThrownBy(
            () ->
                run(
                    _ -> {
                      throw new NoClassDefFoundError("Could not initialize class");
                    }))
        .isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aTimeLimitOfTheHandlersOwnIsNotTheAttempts() throws Exception {
    assertThat(
            run(
                _ -> {
                  throw new TimeoutException("the far side thinks");
                }))
        .isEqualTo(new Outcome.Retry("the far side thinks"));
  }

  @Test
  void whatWasOpenedIsClosedAlsoWhenTheNextCannotBeOpened() {
    List<String> closed = new ArrayList<>();
    Handler<AnyArgs> handler =
        new Handler<>() {
          @Override
          public Outcome handle(Attempt<AnyArgs> attempt) {
            return new Outcome.Done();
          }

          @Override
          public void close() {
            closed.add("closed");
          }
        };
    Kind<AnyArgs> bad =
        new TestKind<>(
            "bad",
            AnyArgs::new,
            _ -> {
              throw new IllegalArgumentException("no mail server");
            });

    assertThatThrownBy(
            () -> Handlers.open(Kinds.of(TestKind.of("good", handler), bad), Map.of(), LIMIT))
        .hasMessage("no mail server");
    assertThat(closed).containsExactly("closed");
  }
}
