package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.testkit.Nightly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Subscribers that never read, among others that do, over real sockets.
class SlowSubscriberTest {
  private static final int READINGS = 3_000;
  private static final int BATCH = 50;
  private static final String SUBSCRIBE = "{\"op\":\"sub\",\"ch\":\"" + TestServer.CHANNEL + "\"}";

  private static final ServeSettings SETTINGS =
      TestServer.SETTINGS
          .withPatience(Duration.ofSeconds(3))
          .withWaiting(32 * 1024, Duration.ofSeconds(5), 1024 * 1024);

  @Test
  void costsTheOthersNothingAndIsCutOff() {
    TestServer.run(
        SETTINGS,
        server ->
            TaskGroup.run(
                group -> {
                  List<Watching> others = new ArrayList<>();
                  List<Task<?>> tasks = new ArrayList<>();
                  for (int i = 0; i < 20; i++) {
                    Watching other = new Watching(server.port(), server.epoch());
                    others.add(other);
                    tasks.add(group.spawn(other::run));
                    other.awaitConnections(1);
                  }
                  RawClient deaf = Blocking.call(() -> new RawClient(server.port()).open());
                  deaf.text(SUBSCRIBE);

                  long largest = publishToAll(server, others);

                  assertThat(largest).isGreaterThan(0).isLessThanOrEqualTo(32 * 1024);
                  for (Watching other : others) {
                    assertThat(other.promise.lost()).isZero();
                    assertThat(other.connections).isEqualTo(1);
                  }
                  assertThat(server.subscribers().count()).isEqualTo(20);
                  deaf.close();
                  tasks.forEach(Task::cancel);
                }));
  }

  /// Research section 7: each tenth of many is stalled, and there is a limit for all of them.
  @Test
  void manyOfThemTakeNoMoreThanTheShareOfAll() {
    int all = Nightly.amount(100, 300);
    int stalled = all / 10;
    long most = all * 2_560L;
    ServeSettings settings =
        TestServer.SETTINGS
            .withConnections(all, 100)
            .withPatience(Duration.ofHours(1)) // they take turns on one thread, which takes time
            .withSilence(Duration.ofHours(1))
            .withWaiting(1024 * 1024, Duration.ofHours(1), most);
    TestServer.run(
        settings,
        server -> {
          List<RawClient> clients = Blocking.call(() -> subscribe(server.port(), all));
          while (server.subscribers().subscribed() < all) {
            Async.sleep(Duration.ofMillis(5));
          }
          List<RawClient> reading = clients.subList(stalled, all);
          long largest = 0;
          for (int batch = 0; batch < 40; batch++) {
            server.publish(100);
            largest = Math.max(largest, server.subscribers().share().bytes());
            String newest = "\"seq\":" + server.top() + ",\"ts\":0,\"d\":{\"value\":1}}";
            Blocking.call(
                () -> {
                  for (RawClient client : reading) {
                    client.readUntil(newest);
                  }
                });
          }

          assertThat(largest).isGreaterThan(100 * 1024);
          for (Subscriber one : server.subscribers().list()) {
            assertThat(one.outbox().bytes()).isLessThanOrEqualTo(most);
          }
          assertThat(server.subscribers().share().bytes()).isLessThanOrEqualTo(most);
          for (RawClient client : clients) {
            client.close();
          }
        });
  }

  private static List<RawClient> subscribe(int port, int count) throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (; count > 0; count--) {
      RawClient client = new RawClient(port).open();
      client.text(SUBSCRIBE);
      clients.add(client);
    }
    return clients;
  }

  /// Publishes until enough was published and the deaf one is gone. Each batch goes out when
  /// everybody else has the one before.
  ///
  /// @return the most that ever waited for anyone
  private static long publishToAll(TestServer server, List<Watching> others) {
    long largest = 0;
    int most = others.size();
    for (long top = 0; top < READINGS || server.subscribers().count() > most; top += BATCH) {
      server.publish(BATCH);
      for (Watching other : others) {
        other.awaitEnd(top + BATCH);
      }
      for (Subscriber subscriber : server.subscribers().list()) {
        largest = Math.max(largest, subscriber.outbox().bytes());
      }
    }
    return largest;
  }
}
