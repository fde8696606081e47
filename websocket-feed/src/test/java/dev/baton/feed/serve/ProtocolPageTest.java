package dev.baton.feed.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Journal;
import dev.baton.feed.ReadingSource;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.Unit;
import dev.baton.feed.protocol.ValueInfo;
import dev.baton.feed.serve.FeedServer.Addresses;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.feed.websocket.ClientHandshake;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.Message;
import dev.baton.feed.websocket.Role;
import dev.baton.feed.websocket.WebSocket;
import dev.baton.feed.websocket.WebSocketClosedException;
import dev.baton.feed.websocket.WebSocketSettings;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.http.Guard;
import dev.baton.net.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Plays the conversations of `docs/feed-protocol.md` to the real server, letter by letter.
class ProtocolPageTest {
  private static final String CHANNEL = "host.cpu";
  private static final long TIME = 1_795_429_200_123_456L;
  private static final String PORT = "\"http\":8787";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// What the page lets the server measure.
  private static final ReadingSource SOURCE =
      new ReadingSource() {
        @Override
        public Map<String, Map<String, Double>> read() {
          return Map.of(CHANNEL, Map.of("load", 0.125));
        }

        @Override
        public List<ChannelInfo> channels() {
          ValueInfo load = new ValueInfo("load", Unit.SHARE, "busy");
          return List.of(new ChannelInfo(CHANNEL, "the processors", List.of(load)));
        }
      };

  @TestFactory
  java.util.stream.Stream<DynamicTest> theServerTalksAsThePageSays() throws IOException {
    return ProtocolPage.blocks("text").stream()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    block.heading(),
                    () -> EventLoop.run(() -> new Conversation(block.lines()).play())));
  }

  @Test
  void thePageHasConversationsAboutEverything() throws IOException {
    assertThat(ProtocolPage.blocks("text"))
        .extracting(ProtocolPage.Block::heading)
        .contains("The handshake", "sub, subbed, err", "hb", "bye", "Close codes", "channels")
        .contains("history", "snapshot", "Tokens and tickets");
  }

  /// One of them, and its server.
  private static final class Conversation {
    private final Deque<String> lines;
    private final ServeSettings settings =
        ServeSettings.DEFAULT.withEvery(Duration.ofHours(1)).withHistory(Duration.ofHours(100));
    private final MemoryHub hub =
        new MemoryHub(List.of(CHANNEL), "k3f9", settings.capacity(), Journal.none());
    private final FeedServer server =
        new FeedServer(
            SOURCE, settings, hub, InstantSource.fixed(Instant.ofEpochSecond(1_795_429_205)));
    private final Deque<Frame> saying = new ArrayDeque<>();
    private Addresses addresses;

    Conversation(List<String> lines) {
      this.lines = new ArrayDeque<>(lines);
    }

    @Suspends
    void play() throws Exception {
      Entrance entrance =
          new Entrance(
              new InetSocketAddress("127.0.0.1", 0),
              Access.of(Guard.ofThisMachine()),
              null,
              _ -> Response.of(404));
      TaskGroup.run(
          group -> {
            var started = EventLoop.running().<Void>createFuture();
            Task<?> serving =
                group.spawn(
                    () ->
                        server.run(
                            entrance,
                            given -> {
                              addresses = given;
                              started.setResult(null);
                            },
                            trouble -> {
                              throw new AssertionError(trouble);
                            }));
            started.await();
            Async.timeout(LIMIT, this::speak);
            serving.cancel();
          });
    }

    @Suspends
    private void speak() throws Exception {
      while (!lines.isEmpty()) {
        String line = lines.remove();
        if (line.equals("   connect")) {
          connect();
        } else if (line.startsWith("   ")) {
          happens(line.strip());
        } else {
          assertThat(ask(line)).isEqualTo(lines.remove());
        }
      }
    }

    private void happens(String what) {
      if (what.matches("\\d+ events? (is|are) published")) {
        for (int i = Integer.parseInt(what.replaceAll(" .*", "")); i > 0; i--) {
          hub.publish(CHANNEL, TIME, Map.of("load", 0.125));
        }
      } else if (what.equals("a heartbeat is due")) {
        server.all().orElseThrow().heartbeat(1_795_429_205_000_000L);
      } else {
        assertThat(what).isEqualTo("the server stops");
        server.stop();
      }
    }

    @Suspends
    private void connect() throws Exception {
      try (Stream stream = Net.connect("127.0.0.1", addresses.port())) {
        ClientHandshake.perform(stream, "localhost", "/", List.of("feed.v1"), Map.of(), LIMIT);
        WebSocket.run(
            stream, Role.CLIENT, WebSocketSettings.defaults(), saying::poll, this::speakOver);
      } catch (WebSocketClosedException closed) {
        assertThat(lines.remove()).isEqualTo("<- close " + closed.code());
      }
    }

    @Suspends
    private void speakOver(WebSocket socket) throws IOException {
      while (!lines.isEmpty()) {
        if (lines.peek().startsWith("-> ")) {
          saying.add(Frame.text(lines.remove().substring(3)));
          socket.wake();
        } else if (lines.peek().startsWith("   ")) {
          happens(lines.remove().strip());
        } else {
          Message message = socket.receive();
          String expected = lines.remove().replace(PORT, "\"http\":" + addresses.port());
          assertThat("<- " + ((Message.Text) message).text()).isEqualTo(expected);
        }
      }
    }

    /// @param line a method and a target
    /// @return the status and the body
    @Suspends
    private String ask(String line) throws IOException {
      try (Stream stream = Net.connect("127.0.0.1", addresses.port())) {
        String head = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        stream.write(head.getBytes(UTF_8));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece; (piece = stream.read(64 * 1024)).length > 0; ) {
          all.writeBytes(piece);
        }
        String response = all.toString(UTF_8);
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        return response.substring(9, 12) + " " + body;
      }
    }
  }
}
