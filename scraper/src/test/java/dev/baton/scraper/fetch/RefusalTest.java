package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.scraper.Answer;
import dev.baton.scraper.sites.HandServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a host says of when it wants to be asked again counts, whatever comes behind that. In what
/// is sent, `~` stands for a line break.
@Timeout(60)
class RefusalTest {
  private static final String REFUSAL = "HTTP/1.1 429 Slow Down~Retry-After: 300~";
  private static final Answer REFUSED = new Answer.StatusOnly(429, "300");

  private final HttpFetcher fetcher = Fetchers.onLoopback(1);

  @AfterEach
  void leavesNothingOpen() {
    Fetchers.assertLeavesNothingOpen(fetcher);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1000~~short",
        "Transfer-Encoding: chunked~~5~shor",
        "Transfer-Encoding: chunked~~ZZ~short",
        "Transfer-Encoding: gzip, chunked~~5~short~0~~",
        "Transfer-Encoding: chunked~Content-Length: 5~~5~short~0~~",
        "Content-Length: 5~Content-Length: 6~~short",
        "Content-Length: five~~short",
        "Content-Length: -5~~short",
        "Content-Encoding: gzip~Content-Length: 5~~short",
      })
  void aBrokenBodyDoesNotTakeItAway(String rest) throws Exception {
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
            try (var exchange = Blocking.call(server::accept)) {
              Blocking.call(() -> exchange.send((REFUSAL + rest).replace("~", "\r\n")));
              Blocking.call(() -> exchange.socket().shutdownOutput());
              assertThat(fetch.await()).isEqualTo(REFUSED);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Slow Down", "404 Not Found"})
  void aBodyThatNeverEndsIsNotWaitedForAndEndsItsConnection(String status) throws Exception {
    String head = "HTTP/1.1 %s\r\nContent-Length: 1000\r\n\r\n".formatted(status);
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            Task<Answer> fetch =
                Async.spawn(
                    () ->
                        Async.timeout(
                            Duration.ofSeconds(20), () -> fetcher.fetch(server.url("/"))));
            try (var exchange = Blocking.call(server::accept)) {
              Blocking.call(() -> exchange.send(head));
              assertThat(fetch.await()).isInstanceOf(Answer.StatusOnly.class);
              Blocking.call(exchange::awaitClosed);
            }
          });
    }
  }

  @Test
  void aWholeBodyKeepsItsConnection() throws Exception {
    String whole = (REFUSAL + "Content-Length: 5~~short").replace("~", "\r\n");
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            Task<Answer> first = Async.spawn(() -> fetcher.fetch(server.url("/")));
            try (var exchange = Blocking.call(server::accept)) {
              Blocking.call(() -> exchange.send(whole));
              assertThat(first.await()).isEqualTo(REFUSED);

              Task<Answer> second = Async.spawn(() -> fetcher.fetch(server.url("/")));
              Blocking.call(exchange::awaitRequest);
              Blocking.call(() -> exchange.send(whole));
              assertThat(second.await()).isEqualTo(REFUSED);
            }
          });
    }
  }
}
