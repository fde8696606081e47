package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.demo.FaultProxy;
import org.junit.jupiter.api.Test;

/// The same server and epoch, and a connection that is cut ten times: nothing is lost.
class CutConnectionTest {
  @Test
  void whatWasMissedIsFilledFromTheHistory() {
    TestServer.run(
        TestServer.SETTINGS,
        server ->
            FaultProxy.<Exception>before(
                server.port(),
                proxy -> {
                  Watching watching = new Watching(proxy.port(), server.epoch());
                  TaskGroup.run(
                      group -> {
                        Task<?> task = group.spawn(watching::run);
                        cutTenTimes(server, proxy, watching);
                        task.cancel();
                      });

                  assertThat(watching.promise.delivered()).isEqualTo(120);
                  assertThat(watching.promise.lost()).isZero();
                  assertThat(watching.filled).isGreaterThanOrEqualTo(10);
                }));
  }

  @Suspends
  private static void cutTenTimes(TestServer server, FaultProxy proxy, Watching watching) {
    for (int cut = 0; cut < 10; cut++) {
      watching.awaitConnections(cut + 1);
      server.publish(6);
      watching.awaitEnd(server.top());
      proxy.reset();
      server.publish(6);
    }
    watching.awaitEnd(server.top());
  }
}
