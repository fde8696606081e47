package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One that never reads, among twenty that do, over real sockets.
class SlowSubscriberTest {
  private static final int OTHERS = 20;
  private static final int READINGS = 3000;
  private static final int BATCH = 50;

  private static final ServeSettings SETTINGS =
      new ServeSettings(
          TestServer.SETTINGS.every(),
          TestServer.SETTINGS.history(),
          TestServer.SETTINGS.heartbeat(),
          Duration.ofSeconds(3),
          TestServer.SETTINGS.subscribers(),
          TestServer.SETTINGS.queue(),
          TestServer.SETTINGS.unconfirmed());

  @Test
  void costsTheOthersNothingAndIsCutOff() {
    TestServer.run(
        SETTINGS,
        server ->
            TaskGroup.run(
                group -> {
                  List<Watching> others = new ArrayList<>();
                  List<Task<?>> tasks = new ArrayList<>();
                  for (int i = 0; i < OTHERS; i++) {
                    Watching other = new Watching(server.port(), server.epoch());
                    others.add(other);
                    tasks.add(group.spawn(other::run));
                    other.awaitConnections(1);
                  }
                  RawClient deaf = Blocking.call(() -> new RawClient(server.port()).open());
                  deaf.text("{\"op\":\"sub\",\"ch\":\"" + TestServer.CHANNEL + "\"}");

                  int largest = publishToAll(server, others);

                  assertThat(largest)
                      .isGreaterThan(SETTINGS.queue())
                      .isLessThanOrEqualTo(SETTINGS.queue() + SETTINGS.unconfirmed() + 1);
                  for (Watching other : others) {
                    assertThat(other.promise.lost()).isZero();
                    assertThat(other.connections).isEqualTo(1);
                  }
                  assertThat(server.hub().subscriberCount()).isEqualTo(OTHERS);
                  deaf.close();
                  tasks.forEach(Task::cancel);
                }));
  }

  /// Publishes until enough was published and the deaf one is gone. Each batch goes out when
  /// everybody else has the one before.
  ///
  /// @return the most that ever waited for anyone
  private static int publishToAll(TestServer server, List<Watching> others) {
    int largest = 0;
    for (long top = 0; top < READINGS || server.hub().subscriberCount() > OTHERS; top += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        server.publish();
      }
      for (Watching other : others) {
        other.awaitEnd(top + BATCH);
      }
      for (Subscriber subscriber : server.hub().subscribers()) {
        largest = Math.max(largest, subscriber.backlog());
      }
    }
    return largest;
  }
}
