package dev.baton.scraper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.sites.HandServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A host that is too busy to say to the end that it is.
@Timeout(60)
class BrokenRefusalTest {
  @TempDir private Path folder;

  @Test
  void isObeyed() throws Exception {
    try (HandServer server = new HandServer()) {
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server));

      Ran ran = Ran.crawl(folder.resolve("job"), server.url("/").toString());

      served.join();
      assertThat(ran.err()).contains("was given up: it asked to wait 1h; at most 10m are waited");
      assertThat(Files.readAllLines(ran.job().resolve("requests.jsonl"))).hasSize(2);
    }
  }

  /// Whoever asks a third time finds nobody.
  private static void serve(HandServer server) {
    try {
      answer(server, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      answer(
          server,
          "HTTP/1.1 429 Slow Down\r\nRetry-After: 3600\r\nContent-Length: 1000\r\n\r\nshort");
      server.close();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void answer(HandServer server, String bytes) throws IOException {
    try (var exchange = server.accept()) {
      exchange.send(bytes);
    }
  }
}
