package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.feed.protocol.Limits;
import java.io.InputStream;
import java.net.URI;
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

  private static ServeSettings settings(Duration patience, int connections) {
    return TestServer.SETTINGS.withPatience(patience).withConnections(connections, connections);
  }

  private static Attempt says(String text) {
    return port -> {
      try (RawClient client = new RawClient(port)) {
        client.write(text);
        return client.readToEnd();
      }
    };
  }

  // --- handshakes

  @Test
  void aHandshakeThatIsNotFinishedInTimeIsToldSo() {
    String answer = does(settings(Duration.ofMillis(200), 10), says(RawClient.HANDSHAKE));

    assertThat(answer).startsWith("HTTP/1.1 408 ");
  }

  /// Research section 7: the endless header.
  @Test
  void aHandshakeWithoutEndIsRefused() {
    String answer =
        does(
            settings(Duration.ofHours(1), 10),
            port -> {
              try (RawClient client = new RawClient(port)) {
                client.write(RawClient.HANDSHAKE);
                for (int i = 0; i < 1_000; i++) {
                  client.tryWrite("X-Filler-" + i + ": " + "x".repeat(1000) + "\r\n");
                }
                return client.readToEnd();
              }
            });

    assertThat(answer).startsWith("HTTP/1.1 431 ").containsOnlyOnce("HTTP/1.1");
  }

  /// Research section 7: slowloris. Each of them would hold a place until its time is over.
  @Test
  void halfHandshakesOfOneAddressLeaveRoomForOthers() {
    String answer =
        does(
            TestServer.SETTINGS.withPatience(Duration.ofHours(1)).withConnections(100, 500),
            port -> {
              List<RawClient> half = new ArrayList<>();
              for (int i = 0; i < 2_000; i++) {
                half.add(new RawClient(port));
                half.getLast().tryWrite(RawClient.HANDSHAKE);
              }
              try (RawClient other = new RawClient("127.0.0.2", port).open();
                  RawClient same = new RawClient(port).open()) {
                other.readUntil("}");
                same.readUntil("}");
                return half.getFirst().readToEnd();
              } finally {
                for (RawClient client : half) {
                  client.close();
                }
              }
            });

    assertThat(answer)
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 1\r\n")
        .endsWith("there are too many other connections\n");
    String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(head)
        .contains("Content-Length: " + (answer.length() - head.length() - "\r\n\r\n".length()));
  }

  @Test
  void aPageOfAnotherOriginIsRefused() {
    String answer =
        does(
            says(RawClient.HANDSHAKE + "Origin: http://evil.example\r\nConnection: close\r\n\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void theServersOwnPageIsLetIn() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port)) {
                client.write(RawClient.HANDSHAKE + "Origin: http://127.0.0.1\r\n\r\n");
                client.readUntil("welcome");
                return "let in";
              }
            });

    assertThat(answer).isEqualTo("let in");
  }

  /// So that a page whose name was made to point here gets nothing.
  @Test
  void aForeignHostIsRefused() {
    String answer =
        does(
            says(
                RawClient.HANDSHAKE.replace("Host: 127.0.0.1", "Host: evil.example")
                    + "Connection: close\r\n\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 421 ");
  }

  @Test
  void anotherVersionIsToldWhichIsSpokenHere() {
    String answer =
        does(
            says(
                RawClient.HANDSHAKE.replace("Version: 13", "Version: 12")
                    + "Connection: close\r\n\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 426 ").contains("Sec-WebSocket-Version: 13\r\n");
  }

  @Test
  void aHandshakeWithoutAKeyIsRefused() {
    String answer =
        does(says(RawClient.HANDSHAKE.replace("Key:", "Lock:") + "Connection: close\r\n\r\n"));

    assertThat(answer).startsWith("HTTP/1.1 400 ");
  }

  // --- places

  @Test
  void oneSubscriberTooManyIsTurnedAway() {
    String answer =
        does(
            settings(Duration.ofSeconds(10), 2),
            port -> {
              try (RawClient first = new RawClient(port).open();
                  RawClient second = new RawClient(port).open()) {
                first.text(SUBSCRIBE);
                second.text(SUBSCRIBE);
                first.readUntil("subbed");
                second.readUntil("subbed");
                return says(RawClient.HANDSHAKE + "Connection: close\r\n\r\n").at(port);
              }
            });

    assertThat(answer)
        .startsWith("HTTP/1.1 429 ")
        .contains("Retry-After: 5\r\n")
        .endsWith("this address has 2 subscribers, and no more can be let in\n");
  }

  @Test
  void ifEachAddressHasItsShareNoMoreAreLetIn() {
    String answer =
        does(
            settings(Duration.ofSeconds(10), 2),
            port -> {
              try (RawClient first = new RawClient(port).open();
                  RawClient second = new RawClient("127.0.0.2", port).open();
                  RawClient third = new RawClient("127.0.0.3", port)) {
                first.readUntil("welcome");
                second.readUntil("welcome");
                third.write(RawClient.HANDSHAKE + "Connection: close\r\n\r\n");
                return third.readToEnd();
              }
            });

    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5\r\n");
  }

  /// One address may have all places as long as nobody else wants one.
  @Test
  void anAddressThatHasMoreMakesRoomForAnother() {
    String answer =
        does(
            settings(Duration.ofSeconds(10), 3),
            port -> {
              try (RawClient first = new RawClient(port).open();
                  RawClient second = new RawClient(port).open();
                  RawClient third = new RawClient(port).open();
                  RawClient other = new RawClient("127.0.0.2", port).open()) {
                first.readUntil("welcome");
                second.readUntil("welcome");
                other.readUntil("welcome");
                return third.readToEnd();
              }
            });

    assertThat(answer).contains("\"op\":\"bye\",\"code\":4429,\"why\":\"others need the place\"");
    assertThat(closeCode(answer)).isEqualTo(4429);
  }

  // --- messages

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

  @Test
  void whoIsSentAwayForWhatItSendsIsCounted() {
    String figures =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                client.text("x".repeat(Limits.CLIENT_MESSAGE + 1));
                client.readToEnd();
              }
              try (InputStream in =
                  URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
              }
            });

    assertThat(figures).contains("feed_ended_total{code=\"1009\"} 1\n");
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

  /// Begins a message and goes on with it beyond every limit, but does not end it.
  private static String sendsWithoutEnd(byte[] piece) {
    return does(
        port -> {
          try (RawClient client = new RawClient(port).open()) {
            client.frame(false, 1, piece);
            for (int i = 0; i < 1_000; i++) {
              client.frame(false, 0, piece);
            }
            return client.readToEnd();
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

  /// Research section 7: the subscribe flood. What comes after the goodbye is not looked at, and
  /// for a moment only.
  @Test
  void aFloodOfMessagesIsCutOff() {
    String answer =
        does(
            port -> {
              try (RawClient client = new RawClient(port).open()) {
                client.readUntil("}");
                for (int i = 0; i < 65; i++) {
                  client.text(SUBSCRIBE);
                }
                client.readUntil("\"op\":\"bye\",\"code\":4429");
                while (client.tryText(SUBSCRIBE)) {
                  // until the connection is cut
                }
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
