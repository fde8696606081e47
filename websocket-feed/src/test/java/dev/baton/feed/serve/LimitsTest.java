package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.feed.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a stranger may not do.
class LimitsTest {
  private static final String SUBSCRIBE = "{\"op\":\"sub\",\"ch\":\"" + TestServer.CHANNEL + "\"}";

  /// What a client does to a server with these settings.
  private interface Attempt {
    String at(int port) throws Exception;
  }

  private static String does(ServeSettings settings, Attempt attempt) {
    String[] answer = new String[1];
    TestServer.run(settings, server -> answer[0] = Blocking.call(() -> attempt.at(server.port())));
    return answer[0];
  }

  private static String does(Attempt attempt) {
    return does(TestServer.SETTINGS, attempt);
  }

  private static ServeSettings settings(Duration patience, int subscribers) {
    ServeSettings usual = TestServer.SETTINGS;
    return new ServeSettings(
        usual.every(),
        usual.history(),
        usual.heartbeat(),
        patience,
        subscribers,
        usual.queue(),
        usual.unconfirmed());
  }

  @Test
  void aHandshakeThatIsNotFinishedInTimeIsCutOff() {
    String answer =
        does(
            settings(Duration.ofMillis(200), 10),
            port -> {
              try (RawClient client = new RawClient(port)) {
                client.write(RawClient.HANDSHAKE);
                return client.readToEnd();
              }
            });

    assertThat(answer).isEmpty();
  }

  @Test
  void aHandshakeWithoutEndIsRefused() {
    String answer =
        does(
            settings(Duration.ofHours(1), 10),
            port -> {
              try (RawClient client = new RawClient(port)) {
                client.write(RawClient.HANDSHAKE);
                for (int i = 0; i < 20; i++) {
                  client.write("X-Filler-" + i + ": " + "x".repeat(1000) + "\r\n");
                }
                return client.readToEnd();
              }
            });

    assertThat(answer).startsWith("HTTP/1.1 404").containsOnlyOnce("HTTP/1.1");
  }

  /// Each of them holds a place until its time is over.
  @Test
  void halfHandshakesOfOneAddressLeaveRoomForOthers() {
    String answer =
        does(
            settings(Duration.ofHours(1), 10),
            port -> {
              List<RawClient> half = new ArrayList<>();
              for (int i = 0; i < 200; i++) {
                half.add(new RawClient(port));
                half.getLast().tryWrite(RawClient.HANDSHAKE);
              }
              try (RawClient other = new RawClient("127.0.0.2", port).open();
                  RawClient same = new RawClient(port).open()) {
                other.readUntil("}");
                same.readUntil("}");
                return half.getFirst().readToEnd() + "cut off";
              } finally {
                for (RawClient client : half) {
                  client.close();
                }
              }
            });

    assertThat(answer).isEqualTo("cut off");
  }

  @Test
  void aPageOfABrowserIsRefused() {
    String answer =
        does(
            settings(Duration.ofHours(1), 10),
            port -> {
              try (RawClient client = new RawClient(port)) {
                client.write(RawClient.HANDSHAKE + "Origin: http://evil.example\r\n\r\n");
                return client.readToEnd();
              }
            });

    assertThat(answer).startsWith("HTTP/1.1 404");
  }

  /// So that a page whose name was made to point here gets nothing.
  @Test
  void aForeignHostIsRefused() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port)) {
                client.write(
                    RawClient.HANDSHAKE.replace("Host: 127.0.0.1", "Host: evil.example") + "\r\n");
                return client.readToEnd();
              }
            });

    assertThat(answer).startsWith("HTTP/1.1 404");
  }

  @Test
  void aMessageThatIsTooLongClosesTheConnection() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                client.text("x".repeat(Limits.CLIENT_MESSAGE + 1));
                return client.readToEnd();
              }
            });

    assertThat(closeCode(answer)).isEqualTo(1009);
  }

  /// Issue 1508 of Java-WebSocket: it counts no frame but the first and the last.
  @Test
  void aMessageThatNeverEndsClosesTheConnection() {
    assertThat(closeCode(sendsWithoutEnd(new byte[64]))).isEqualTo(1009);
  }

  @Test
  void emptyFramesOfAMessageCountToo() {
    assertThat(closeCode(sendsWithoutEnd(new byte[0]))).isEqualTo(1009);
  }

  /// Begins a message and goes on with it until it cannot.
  private static String sendsWithoutEnd(byte[] piece) {
    return does(
        port -> {
          try (RawClient client = new RawClient(port).open()) {
            client.frame(false, 1, piece);
            try {
              for (int i = 0; i < 1_000_000; i++) {
                client.frame(false, 0, piece);
              }
              return "all were taken";
            } catch (java.net.SocketException cutOff) {
              return client.readToEnd();
            }
          }
        });
  }

  @Test
  void aMessageInManyFramesIsRead() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                byte[] text = SUBSCRIBE.getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < text.length; i++) {
                  client.frame(i == text.length - 1, i == 0 ? 1 : 0, new byte[] {text[i]});
                }
                client.readUntil("\"recovered\":false}");
                return "read";
              }
            });

    assertThat(answer).isEqualTo("read");
  }

  @Test
  void aBinaryMessageClosesTheConnection() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                client.frame(2, new byte[] {1, 2, 3});
                return client.readToEnd();
              }
            });

    assertThat(closeCode(answer)).isEqualTo(1003);
  }

  @Test
  void aMessageThatIsNoneClosesTheConnectionAndSaysWhy() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                client.text("hello");
                return client.readToEnd();
              }
            });

    assertThat(closeCode(answer)).isEqualTo(4400);
    assertThat(answer).contains("the message is no JSON");
  }

  @Test
  void aCloseFrameThatCannotBeReadEndsTheConnection() {
    String answer =
        does(
            settings(Duration.ofHours(1), 10),
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                client.readUntil("welcome");
                client.frame(8, new byte[] {3, (byte) 0xe8, (byte) 0xc3, (byte) 0x28});
                return client.readToEnd();
              }
            });

    assertThat(answer).as("sent after the close frame").doesNotContain("\"op\"");
  }

  @Test
  void whoSubscribesToNothingIsSentAway() {
    String answer =
        does(
            settings(Duration.ofMillis(200), 10),
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                return client.readToEnd();
              }
            });

    assertThat(closeCode(answer)).isEqualTo(4408);
  }

  @Test
  void oneSubscriberTooManyIsTurnedAway() {
    String answer =
        does(
            settings(Duration.ofSeconds(10), 2),
            port -> {
              try (RawClient first = new RawClient(port).open();
                  RawClient second = new RawClient(port).open();
                  RawClient third = new RawClient(port).open()) {
                first.text(SUBSCRIBE);
                second.text(SUBSCRIBE);
                return third.readToEnd();
              }
            });

    assertThat(answer).contains("\"op\":\"bye\",\"code\":4429");
    assertThat(closeCode(answer)).isEqualTo(4429);
  }

  @Test
  void aFloodOfMessagesIsCutOff() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                for (int i = 0; i < 100_000; i++) {
                  client.text(SUBSCRIBE);
                }
                return "all were taken";
              } catch (java.net.SocketException cutOff) {
                return "cut off";
              }
            });

    assertThat(answer).isEqualTo("cut off");
  }

  /// Ten pings that nothing was sent between: the last one is answered, whatever else is on its
  /// way.
  @Test
  void theNewestPingIsAnsweredWhileDataFlows() {
    TestServer.run(
        TestServer.SETTINGS,
        server -> {
          RawClient client = Blocking.call(() -> new RawClient(server.port()).open());
          client.text(SUBSCRIBE);
          Blocking.call(() -> client.readUntil("\"recovered\":false}"));
          for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 200; i++) {
              server.publish();
            }
            for (int i = 0; i < 10; i++) {
              client.frame(9, ("ping " + round + "." + i).getBytes(StandardCharsets.UTF_8));
            }
            String newest = "ping " + round + ".9";
            Blocking.call(() -> client.answerPingsUntil(newest));
          }
          client.close();
        });
  }

  @Test
  void aFloodOfPingsThatNobodyReadsIsCutOff() {
    String answer =
        does(
            settings(Duration.ofMillis(500), 10),
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                while (true) {
                  client.frame(9, new byte[125]);
                }
              } catch (java.net.SocketException cutOff) {
                return "cut off";
              }
            });

    assertThat(answer).isEqualTo("cut off");
  }

  /// The code in the close frame at the end of what the server sent.
  private static int closeCode(String sent) {
    int close = sent.lastIndexOf('\u0088');
    assertThat(close).as("close frame in: %s", sent).isNotNegative();
    return sent.charAt(close + 2) << 8 | sent.charAt(close + 3);
  }
}
