package dev.baton.testing;

import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.DeadlockException;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedNetworkTest {
  private static final String ABC = "abcdefghij\n";

  private final ScriptedNetwork network = new ScriptedNetwork(42);

  private record Ends(Stream client, Stream server) {}

  private Ends open() throws IOException {
    Listener listener = network.listen("server", 7);
    Task<Stream> accepting = Async.spawn(listener::accept);
    try {
      Stream client = network.connect("server", 7);
      return new Ends(client, accepting.await());
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception other) {
      throw new AssertionError(other);
    } finally {
      listener.close();
    }
  }

  @Test
  void everythingTakesItsTime() throws Exception {
    network.latency(ms(10), ms(10)).bandwidth(1_000);
    VirtualLoop.run(
        () -> {
          Ends ends = open();
          assertThat(now()).as("there and back").isEqualTo(20);
          ends.client().write(ABC);
          ends.server().readLine(100);
          assertThat(now()).as("latency and 11 bytes at 1,000 a second").isEqualTo(41);
          ends.client().close();
          assertThat(ends.server().read(1)).isEmpty();
          assertThat(now()).isEqualTo(51);
        });
  }

  @Test
  void nothingOvertakesAlsoWhereLatencyVaries() throws Exception {
    network.latency(Duration.ZERO, Duration.ofSeconds(1)).largestRead(3);
    VirtualLoop.run(
        () -> {
          Ends ends = open();
          StringBuilder sent = new StringBuilder();
          for (int i = 0; i < 200; i++) {
            ends.client().write(i + ",");
            sent.append(i).append(',');
          }
          ends.client().close();

          assertThat(new String(ends.server().readExactly(sent.length())))
              .isEqualTo(sent.toString());
          assertThat(ends.server().read(1)).isEmpty();
        });
  }

  @Test
  void theSameSeedGivesTheSameRun() throws Exception {
    assertThat(story(5)).isEqualTo(story(5)).isNotEqualTo(story(6));
  }

  /// When and how 30 clients ended, on a bad network.
  private static List<String> story(long seed) throws Exception {
    List<String> story = new ArrayList<>();
    ScriptedNetwork bad = new ScriptedNetwork(seed).latency(ms(1), ms(50)).largestRead(2);
    for (Fault fault : Fault.values()) {
      bad.fault(fault, 0.15, 100);
    }
    VirtualLoop.run(
        () -> {
          Listener listener = bad.listen("server", 7);
          Task<Void> server = Async.spawn(() -> listener.serve(10, ScriptedNetworkTest::echo));
          TaskGroup.run(
              group -> {
                for (int i = 0; i < 30; i++) {
                  int number = i;
                  group.spawn(() -> story.add(number + " " + talk(bad) + " at " + now()));
                }
              });
          listener.close();
          server.cancel();
        });
    return story;
  }

  private static void echo(Stream stream) throws IOException {
    for (String line; (line = stream.readLine(100)) != null; ) {
      stream.write(line + "\n");
    }
  }

  private static String talk(ScriptedNetwork bad) {
    try (Stream stream = bad.connect("server", 7)) {
      for (int i = 0; i < 10; i++) {
        stream.write(ABC);
        String line = Async.timeout(Duration.ofSeconds(10), () -> stream.readLine(100));
        if (!ABC.trim().equals(line)) {
          return line == null ? "end" : "garbage";
        }
      }
      return "fine";
    } catch (IOException | TimeoutException failure) {
      return failure.getClass().getSimpleName();
    }
  }

  @Test
  void onABadNetworkSomeConnectionsGoWrongInEveryWay() throws Exception {
    assertThat(String.join("\n", story(5)))
        .contains("fine", "end", "garbage", "IOException", "TimeoutException");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void whatComesBeforeAFaultArrives(Fault fault) throws Exception {
    network.nextToServer(fault, 5).latency(ms(1), ms(1));
    VirtualLoop.run(
        () -> {
          Ends ends = open();
          ends.client().write("abcde");
          assertThat(new String(ends.server().readExactly(5))).isEqualTo("abcde");
          ends.client().write("fghij");

          Task<byte[]> reading = Async.spawn(() -> ends.server().readExactly(5));
          switch (fault) {
            case RESET -> {
              assertThatThrownBy(reading::await).hasMessage("connection reset");
              assertThatThrownBy(() -> ends.client().write("x")).hasMessage("connection reset");
            }
            case STALL ->
                assertThatThrownBy(() -> Async.waitFor(reading, Duration.ofDays(1)))
                    .isInstanceOf(TimeoutException.class);
            case HALF_CLOSE -> {
              assertThatThrownBy(reading::await).hasMessageContaining("ended after 0");
              ends.client().write(new byte[1_000_000]); // goes nowhere, and fills nothing
            }
            case GARBAGE -> assertThat(new String(reading.await())).isNotEqualTo("fghij");
          }
        });
  }

  @Test
  void aStalledConnectionMakesItsWriterWait() throws Exception {
    network.nextToClient(Fault.STALL, 0);
    VirtualLoop.run(
        () -> {
          Ends ends = open();
          assertThatThrownBy(
                  () ->
                      Async.timeout(
                          Duration.ofDays(1), () -> ends.server().write(new byte[1_000_000])))
              .isInstanceOf(TimeoutException.class);
        });
  }

  @Test
  void connectionsNeedAListenerWithRoom() throws Exception {
    VirtualLoop.run(
        () -> {
          assertThatThrownBy(() -> network.connect("server", 7))
              .isInstanceOf(ConnectException.class)
              .hasMessage("cannot connect to server/<unresolved>:7: nobody listens");
          Listener listener = network.listen("server", 7);
          assertThatThrownBy(() -> network.listen("server", 7)).isInstanceOf(BindException.class);
          List<Stream> waiting = new ArrayList<>();
          assertThatThrownBy(
                  () -> {
                    while (waiting.size() < 1_000) {
                      waiting.add(network.connect("server", 7));
                    }
                  })
              .isInstanceOf(ConnectException.class)
              .hasMessageEndingWith("too many wait there");
          listener.close();
          assertThat(waiting.getFirst().read(1)).isEmpty();
          network.listen("server", 7).close();
        });
  }

  @Test
  void twoThatWaitForEachOtherAreADeadlockAtOnce() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Ends ends = open();
                      Task<byte[]> one = Async.spawn(() -> ends.client().read(1));
                      ends.server().read(1);
                      one.await();
                    }))
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("bytes to read");
  }
}
