package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.Stream;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testing.Fault;
import dev.baton.testing.Pipe;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Both ends of ours under the explorer: a server sends numbered messages through a connection in
/// which little has room, a client answers each, and then one of them ends it. In any order, with
/// any task cancelled at any moment, and with any fault of the connection, both end, nothing is
/// left, and what came is a beginning of what was sent.
class WebSocketEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int DISTURBED_ORDERS = Nightly.amount(2, 50);
  private static final int MESSAGES = 5;
  private static final int ROOM = 30;

  @Test
  void allComesAndBothEndInEveryOrder() {
    Exploration found =
        Explorer.random(ORDERS)
            .check(
                () -> {
                  Scene scene = new Scene();
                  scene.play();
                  assertThat(scene.got).hasSize(MESSAGES);
                  assertThat(scene.answers).hasSize(MESSAGES);
                });
    Nightly.figure("WebSocket, random orders: " + found);
  }

  @Test
  void bothEndWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(DISTURBED_ORDERS)
            .cancelEverywhere()
            .check(
                () -> {
                  new Scene().play();
                });
    Nightly.figure("WebSocket, cancelled everywhere: " + found);
  }

  @Test
  void bothEndWhateverTheConnectionDoes() {
    Exploration found =
        Explorer.random(DISTURBED_ORDERS)
            .failEverywhere(Fault.RESET, Fault.HALF_CLOSE, Fault.STALL, Fault.SHORT)
            .check(
                () -> {
                  new Scene().play();
                });
    Nightly.figure("WebSocket, faults everywhere: " + found);
  }

  private static final class Scene {
    final List<Message> got = new ArrayList<>();
    final List<Message> answers = new ArrayList<>();
    private final Pipe pipe = new Pipe(ROOM, Integer.MAX_VALUE);
    private int sent;
    private int answered;

    @Suspends
    void play() {
      Task<Void> server = Async.spawn("server", () -> serve(pipe.first()));
      Task<Void> client = Async.spawn("client", () -> follow(pipe.second()));
      try {
        Async.wait(List.of(server, client), ReturnWhen.ALL_COMPLETED);
      } finally {
        server.cancel();
        client.cancel();
        settle(server, client);
      }
      assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
      assertThat(got).isEqualTo(numbered(got.size()));
      assertThat(answers).isEqualTo(numbered(answers.size()));
    }

    /// Also where this task itself is the one that was cancelled.
    @Suspends
    private static void settle(Task<Void> server, Task<Void> client) {
      while (!server.isDone() || !client.isDone()) {
        Async.sleep(java.time.Duration.ofMillis(1));
      }
      for (Task<Void> task : List.of(server, client)) {
        if (!task.isCancelled()) {
          task.exception();
        }
      }
      Async.yieldNow();
    }

    private static List<Message> numbered(int count) {
      return IntStream.range(0, count).<Message>mapToObj(i -> new Message.Text("m" + i)).toList();
    }

    @Suspends
    private void serve(Stream stream) throws IOException {
      WebSocket.run(
          stream,
          Role.SERVER,
          WebSocketSettings.defaults(),
          () -> sent < MESSAGES ? Frame.text("m" + sent++) : null,
          socket -> {
            while (answers.size() < MESSAGES) {
              answers.add(socket.receive());
            }
          });
    }

    @Suspends
    private void follow(Stream stream) throws IOException {
      WebSocket.run(
          stream,
          Role.CLIENT,
          WebSocketSettings.defaults(),
          () -> answered < got.size() ? Frame.text("m" + answered++) : null,
          socket -> {
            while (true) {
              got.add(socket.receive());
              socket.ping(got.size());
              socket.wake();
            }
          });
    }
  }
}
