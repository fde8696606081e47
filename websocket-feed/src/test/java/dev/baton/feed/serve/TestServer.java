package dev.baton.feed.serve;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.serve.FeedServer.Addresses;
import dev.baton.net.http.Guard;
import java.time.Duration;
import java.util.Map;

/// A real server on loopback that publishes only what a test tells it to.
final class TestServer {
  static final String CHANNEL = "test.channel";

  static final ServeSettings SETTINGS =
      new ServeSettings(
          Duration.ofHours(1),
          Duration.ofHours(100),
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          100,
          256,
          64);

  @FunctionalInterface
  interface Play {
    @Suspends
    void run(TestServer server) throws Exception;
  }

  final FeedServer server;
  private Addresses addresses;

  private TestServer(ServeSettings settings) {
    server =
        new FeedServer(
            () -> Map.of(CHANNEL, Map.of("value", 1.0)), settings, Guard.ofThisMachine());
  }

  /// Serves while `play` runs, and fails if that takes longer than a minute.
  static void run(ServeSettings settings, Play play) {
    EventLoop.run(
        () -> {
          TestServer test = new TestServer(settings);
          TaskGroup.run(
              group -> {
                Future<Void> started = EventLoop.running().createFuture();
                Task<?> serving = group.spawn(() -> test.serve(started));
                started.await();
                Action<Exception> body = () -> play.run(test);
                Async.timeout(Duration.ofMinutes(1), body);
                test.server.stop();
                serving.await();
              });
        });
  }

  @Suspends
  private void serve(Future<Void> started) throws Exception {
    server.run(
        "127.0.0.1",
        0,
        0,
        given -> {
          addresses = given;
          started.setResult(null);
        },
        trouble -> {
          throw new AssertionError(trouble);
        });
  }

  int port() {
    return addresses.port();
  }

  int historyPort() {
    return addresses.historyPort();
  }

  String epoch() {
    return addresses.epoch();
  }

  Hub hub() {
    return server.hub();
  }

  void publish() {
    hub().publish(CHANNEL, 0, Map.of("value", 1.0));
  }
}
