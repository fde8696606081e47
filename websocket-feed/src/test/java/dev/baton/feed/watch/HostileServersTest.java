package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.watch.RawServer.Script;
import dev.baton.net.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One watcher, and one server after the other that breaks the rules in its own way. It comes
/// through all of them, and watches the one that does not.
class HostileServersTest {
  private static final String HEAD =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  private static final String ACCEPT = "Sec-WebSocket-Accept: ACCEPT\r\n";
  private static final String WELCOME =
      "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[\"c\"]}";
  private static final String SUBBED =
      "{\"op\":\"subbed\",\"id\":1,\"ch\":\"c\",\"epoch\":\"e\",\"first\":1,\"top\":0,"
          + "\"recovered\":false}";

  private static final String EVENT =
      "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":0,\"d\":{}}";

  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofMillis(300),
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          Duration.ofMinutes(1),
          1,
          Duration.ZERO,
          100);

  /// What they do in place of a handshake.
  private static final List<Script> HANDSHAKES =
      List.of(
          RawServer::hangUp,
          RawServer::reset,
          raw -> {}, // says nothing
          raw -> raw.write("hello?\r\n\r\n"),
          raw -> raw.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage"),
          raw -> raw.write("HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1\r\n\r\n"),
          raw -> raw.write("HTTP/1.1 500 Oops\r\n\r\n"),
          raw -> raw.write("HTTP/1.1 503 Full\r\nRetry-After: 0\r\n\r\n"),
          raw -> raw.answer(HEAD + "Sec-WebSocket-Accept: x\r\n\r\n"),
          raw -> raw.answer(HEAD + "\r\n"),
          raw -> raw.answer(HEAD.replace("1.1", "1.0") + ACCEPT + "\r\n"),
          raw -> raw.answer(HEAD.replace("websocket", "h2c") + ACCEPT + "\r\n"),
          raw -> raw.answer(HEAD + ACCEPT + ACCEPT + "\r\n"),
          raw -> raw.answer(HEAD + ACCEPT + "Sec-WebSocket-Protocol: other\r\n\r\n"),
          raw -> raw.answer(HEAD + ACCEPT + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"),
          raw -> raw.answer(HEAD + ACCEPT + "a b: c\r\n\r\n"),
          raw -> raw.answer(HEAD + ACCEPT + "nul: \0\r\n\r\n"),
          raw -> raw.write("HTTP/1.1 101 S\r\n" + "x: y\r\n".repeat(100_000)),
          raw -> {
            raw.write("HTTP/1.1 101 Swi");
            raw.hangUp();
          },
          raw -> raw.bytes(0x15, 3, 3, 0, 2, 2, 50));

  /// What they do as a WebSocket.
  private static final List<Script> FRAMES =
      List.of(
          raw -> {}, // says nothing
          RawServer::hangUp,
          RawServer::reset,
          raw -> raw.close(1000, ""),
          raw -> raw.close(1001, "going"),
          raw -> raw.close(1005, "not to be sent"),
          raw -> raw.close(4999, "\u001b[2J"),
          raw -> raw.bytes(0x88, 0),
          raw -> raw.bytes(0x88, 1, 3),
          raw -> raw.bytes(0x88, 4, 3, 0xe8, 0xc3, 0x28),
          raw -> raw.bytes(0x81, 0x81, 1, 2, 3, 4, 'x' ^ 1),
          raw -> raw.bytes(0xc1, 1, 'x'),
          raw -> raw.bytes(0x83, 1, 'x'),
          raw -> raw.bytes(0x8b, 0),
          raw -> raw.bytes(0x09, 0),
          raw -> raw.frame(true, 9, "x".repeat(126)),
          raw -> raw.frame(true, 0, "x"),
          raw -> {
            raw.frame(false, 1, "x");
            raw.frame(true, 1, "y");
          },
          raw -> raw.bytes(0x81, 126, 0, 1, 'x'),
          raw -> raw.bytes(0x81, 127, 0, 0, 0, 0, 0x7f, 0, 0, 0),
          raw -> raw.bytes(0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0),
          raw -> raw.bytes(0x81, 2, 0xc3, 0x28),
          raw -> raw.frame(true, 2, "bytes"),
          raw -> {
            raw.bytes(0x81, 100, 'x');
            raw.hangUp();
          });

  /// What they say.
  private static final List<Script> MESSAGES =
      List.of(
          says(""),
          says("hello"),
          says("[]"),
          says("{\"op\":7}"),
          says("[".repeat(60_000)),
          says(EVENT),
          says(WELCOME.replace("\"v\":1", "\"v\":2")),
          says(WELCOME.replace("[\"c\"]", "[]")),
          says(WELCOME.replace("[\"c\"]", "[" + "\"c\",".repeat(5_000) + "\"c\"]")),
          says(WELCOME.replace("\"c\"", "\"\\u001b[2J\"")),
          says(WELCOME.replace("5000", "-1")),
          says(WELCOME), // and nothing more
          says(WELCOME, WELCOME),
          says(WELCOME, SUBBED.replace("\"ch\":\"c\"", "\"ch\":\"other\"")),
          says(WELCOME, SUBBED.replace("\"top\":0", "\"top\":-1")),
          says(WELCOME, SUBBED, EVENT.replace("{}", "{\"x\":1e999}")),
          says(WELCOME, "{\"op\":\"err\",\"id\":1,\"code\":\"no\",\"msg\":\"\\u001b[2J\"}"),
          says(WELCOME, "{\"op\":\"bye\",\"code\":4503,\"why\":\"slow\",\"retryMs\":0}"),
          says(WELCOME, "{\"op\":\"bye\",\"code\":1,\"why\":\"\",\"retryMs\":-1}"));

  private static Script says(String... messages) {
    return raw -> {
      for (String message : messages) {
        raw.text(message);
      }
    };
  }

  private static void behave(RawServer raw) throws IOException {
    raw.text(WELCOME);
    assertThat(raw.receive()).contains("\"op\":\"sub\"");
    raw.text(SUBBED);
    raw.text(EVENT);
  }

  @Test
  void aWatcherComesThroughAllOfThem() throws Exception {
    List<Script> scripts = new ArrayList<>();
    HANDSHAKES.forEach(script -> scripts.add(RawServer.raw(script)));
    scripts.addAll(FRAMES);
    scripts.addAll(MESSAGES);
    int hostile = scripts.size();
    scripts.add(HostileServersTest::behave);
    assertThat(hostile).isGreaterThan(60);
    Seen seen = new Seen();
    try (RawServer server = new RawServer(scripts.toArray(Script[]::new))) {
      EventLoop.run(() -> Async.timeout(Duration.ofMinutes(1), () -> watch(server, seen)));
    }

    assertThat(seen.readings).isEqualTo(1);
    assertThat(seen.reasons).hasSize(hostile).noneMatch(String::isBlank);
  }

  @Suspends
  private static void watch(RawServer server, Seen seen) {
    seen.done = EventLoop.running().createFuture();
    try (HistoryClient history = new HistoryClient("127.0.0.1")) {
      Watcher watcher =
          new Watcher(
              new WebSocketConnector(server.url(), SETTINGS.answer()),
              history,
              seen,
              SETTINGS,
              new Random(1));
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn(() -> watcher.run(true));
            seen.done.await();
            watching.cancel();
          });
    }
  }

  private static final class Seen implements Viewer {
    final List<String> reasons = new ArrayList<>();
    Future<Void> done;
    int readings;

    @Override
    public void see(Delivery delivery) {
      assertThat(delivery).isInstanceOf(Delivered.class);
      readings++;
      done.setResult(null);
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String why, Duration pause) {
      reasons.add(why);
    }
  }
}
