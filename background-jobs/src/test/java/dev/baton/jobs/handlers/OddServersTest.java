package dev.baton.jobs.handlers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Servers that close connections without saying so, or say what cannot be.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class OddServersTest {
  private static final int REQUESTS = 20;

  /// Answers one request on each connection with this text, and closes it.
  private static Thread serve(ServerSocket server, String answer) {
    return Thread.ofVirtual()
        .start(
            () -> {
              while (true) {
                try (Socket socket = server.accept()) {
                  BufferedReader request =
                      new BufferedReader(new InputStreamReader(socket.getInputStream()));
                  while (!request.readLine().isEmpty()) {
                    // the head
                  }
                  socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                } catch (IOException closed) {
                  return;
                }
              }
            });
  }

  private static List<Integer> ask(int requests, String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serve(server, answer);
      Request request =
          new Request.Builder()
              .url("http://127.0.0.1:" + server.getLocalPort() + "/")
              .post(RequestBody.create(new byte[0]))
              .build();
      return EventLoop.run(
          () -> {
            try (OkHttpCalls calls = new OkHttpCalls()) {
              List<Integer> statuses = new ArrayList<>();
              for (int i = 0; i < requests; i++) {
                statuses.add(calls.send(request).status());
              }
              return statuses;
            }
          });
    }
  }

  /// OkHttp keeps the connection of such an answer, and the next request would fail on it.
  @Test
  void aServerOfHttp10EndsEachConnectionAndFailsNoAttempt() throws Exception {
    assertThat(ask(REQUESTS, "HTTP/1.0 503 Later\r\nContent-Length: 0\r\n\r\n"))
        .hasSize(REQUESTS)
        .containsOnly(503);
    assertThat(ask(REQUESTS, "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"))
        .hasSize(REQUESTS)
        .containsOnly(200);
  }

  @Test
  void anAnswerOfNegativeLengthIsAnAnswer() throws Exception {
    assertThat(ask(1, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\nConnection: close\r\n\r\n"))
        .containsExactly(200);
  }
}
