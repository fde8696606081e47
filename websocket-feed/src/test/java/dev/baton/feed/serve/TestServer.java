package dev.baton.feed.serve;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Hub;
import dev.baton.feed.Journal;
import dev.baton.feed.ReadingSource;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.Unit;
import dev.baton.feed.protocol.ValueInfo;
import dev.baton.feed.serve.FeedServer.Addresses;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.net.http.Guard;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// A real server on loopback that publishes only what a test tells it to.
final class TestServer {
  static final String CHANNEL = "test.channel";

  static final ServeSettings SETTINGS =
      ServeSettings.DEFAULT
          .withEvery(Duration.ofHours(1))
          .withHistory(Duration.ofHours(100))
          .withHeartbeat(Duration.ofMillis(100))
          .withConnections(100, 100);

  /// What it measures, if it did.
  private static final ReadingSource SOURCE =
      new ReadingSource() {
        @Override
        public Map<String, Map<String, Double>> read() {
          return Map.of(CHANNEL, Map.of("value", 1.0));
        }

        @Override
        public List<ChannelInfo> channels() {
          ValueInfo value = new ValueInfo("value", Unit.COUNT, "a value");
          return List.of(new ChannelInfo(CHANNEL, "a channel", List.of(value)));
        }
      };

  @FunctionalInterface
  interface Play {
    @Suspends
    void run(TestServer server) throws Exception;
  }

  final FeedServer server;
  final List<String> troubles = new ArrayList<>();
  private final MemoryHub hub;
  private final Entrance entrance;
  private Addresses addresses;

  private TestServer(ServeSettings settings, Access access, SSLContext tls) {
    hub =
        new MemoryHub(SOURCE.read().keySet(), Hub.newEpoch(), settings.capacity(), Journal.none());
    server = new FeedServer(SOURCE, settings, hub, InstantSource.system());
    entrance = new Entrance(new InetSocketAddress("127.0.0.1", 0), access, tls, TestServer::page);
  }

  /// Serves while `play` runs, and fails if that takes longer than a minute.
  static void run(ServeSettings settings, Play play) {
    run(settings, Access.of(Guard.ofThisMachine()), null, play);
  }

  /// The same for those who have access, over TLS unless `tls` is null.
  static void run(ServeSettings settings, Access access, SSLContext tls, Play play) {
    EventLoop.run(
        () -> {
          TestServer test = new TestServer(settings, access, tls);
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
        entrance,
        given -> {
          addresses = given;
          started.setResult(null);
        },
        troubles::add);
  }

  static Response page(Request request) {
    return request.isFor("/") ? Response.text("the page") : Response.text(404, "nothing\n");
  }

  int port() {
    return addresses.port();
  }

  String epoch() {
    return addresses.epoch();
  }

  Hub hub() {
    return hub;
  }

  long top() {
    return hub.state(CHANNEL).orElseThrow().top();
  }

  Subscribers subscribers() {
    return server.all().orElseThrow();
  }

  void publish() {
    hub.publish(CHANNEL, 0, Map.of("value", 1.0));
  }

  void publish(int count) {
    for (; count > 0; count--) {
      publish();
    }
  }
}
