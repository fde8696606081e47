package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// An output with living lines below the others. `^` is the escape character; what each piece does
/// to a terminal is [dev.baton.terminal.LivingLinesTest]'s.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LivingOutputTest {
  private static final Optional<Terminal> TERMINAL = Optional.of(Terminal.ofSize(24, 80));

  private final Trail trail = new Trail();

  private List<String> writes() {
    return trail.writes().stream().map(write -> write.replace('\033', '^')).toList();
  }

  private Sink terminal(String name) {
    return new Sink(name, trail.stream(name), TERMINAL);
  }

  /// Runs the steps, each after all before it has been written.
  private void run(Output output, Runnable... steps) throws Exception {
    EventLoop.run(
        () ->
            output.run(
                () -> {
                  for (Runnable step : steps) {
                    int before = trail.writes().size();
                    step.run();
                    Blocking.call(() -> trail.awaitMoreThan(before));
                  }
                }));
  }

  @Test
  void onOneTerminalResultsGoAboveThem() throws Exception {
    Output output = new Output(terminal("out"), terminal("err"));
    run(
        output,
        () -> output.show(List.of("1 running", "2 waiting")),
        () -> output.show(List.of("0 running", "3 waiting")),
        () -> output.print("a result"),
        () -> output.message("a message"));

    assertThat(writes())
        .containsExactly(
            "err 1 running^[K|2 waiting^[K",
            "err \r^[A0 running^[K|3 waiting^[K",
            "err \r^[A^[J",
            "out a result|",
            "err 0 running^[K|3 waiting^[K",
            "err \r^[A^[Ja message|0 running^[K|3 waiting^[K",
            "err \r^[A^[J");
  }

  @Test
  void resultsThatGoToAFileDoNotDisturbThem() throws Exception {
    Output output = new Output(trail.sink("out"), terminal("err"));
    run(
        output,
        () -> output.show(List.of("1 running")),
        () -> output.print("a result"),
        () -> output.show(List.of("2 running")));

    assertThat(writes())
        .containsExactly("err 1 running^[K", "out a result|", "err \r2 running^[K", "err \r^[J");
  }

  @Test
  void inAPipeThereAreNone() throws Exception {
    Output output = new Output(trail.sink("out"), trail.sink("err"));
    EventLoop.run(
        () ->
            output.run(
                () -> {
                  output.show(List.of("1 running"));
                  output.print("a result");
                }));

    assertThat(writes()).containsExactly("out a result|");
  }

  /// The newest is drawn, and only once, when the terminal goes on.
  @Test
  void aTerminalThatStandsStillMissesThoseInBetween() throws Exception {
    Output output = new Output(terminal("out"), terminal("err"), 2);
    trail.block();
    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(output::write);
          output.show(List.of("first"));
          Blocking.call(trail::awaitWriting);
          for (int i = 0; i < 1000; i++) {
            output.show(List.of("number " + i));
          }
          output.offer("there is room for a line");
          trail.goOn();
          output.finish();
          writing.await();
        });

    assertThat(writes())
        .containsExactly(
            "err first^[K", "err \r^[Jthere is room for a line|number 999^[K", "err \r^[J");
  }

  /// Results that go elsewhere leave no room, and no line of the batch disturbs the living ones.
  @Test
  void whatIsShownWhileNoLineFindsRoomIsDrawnWithThem() throws Exception {
    Output output = new Output(trail.sink("out"), terminal("err"), 2);
    trail.block();
    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(output::write);
          output.show(List.of("1 running"));
          Blocking.call(trail::awaitWriting);
          output.print("a");
          output.print("b");
          output.show(List.of());
          trail.goOn();
          Blocking.call(() -> trail.awaitMoreThan(2));
          output.print("c");
          output.finish();
          writing.await();
        });

    assertThat(writes()).containsExactly("err 1 running^[K", "out a|b|", "err \r^[J", "out c|");
  }

  @Test
  void afterTheEndNothingIsShown() throws Exception {
    Output output = new Output(terminal("out"), terminal("err"));
    EventLoop.run(
        () -> {
          output.run(() -> output.print("a result"));
          output.show(List.of("too late"));
        });

    assertThat(writes()).containsExactly("out a result|");
  }
}
