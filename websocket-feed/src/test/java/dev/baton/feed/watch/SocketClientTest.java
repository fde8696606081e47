package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.drafts.Draft_6455;
import org.junit.jupiter.api.Test;

class SocketClientTest {
  /// The library's thread stands still, so the socket fills and the server sees a slow subscriber.
  @Test
  void theReadingThreadWaitsWhileTheLoopDoesNotKeepUp() throws Exception {
    EventLoop.run(
        () -> {
          SocketClient client =
              new SocketClient(URI.create("ws://127.0.0.1:1"), new Draft_6455(), 1000);
          AtomicInteger delivered = new AtomicInteger();
          Thread reading =
              Thread.ofPlatform()
                  .start(
                      () -> {
                        for (int i = 0; i < 1000; i++) {
                          client.onMessage("" + i);
                          delivered.incrementAndGet();
                        }
                      });
          Async.timeout(
              Duration.ofSeconds(20),
              () -> {
                while (reading.getState() != Thread.State.WAITING) {
                  Async.yieldNow();
                }
              });
          assertThat(delivered).hasValue(256);

          for (int i = 0; i < 1000; i++) {
            assertThat(client.receive()).isEqualTo("" + i);
          }
          reading.join();
        });
  }
}
