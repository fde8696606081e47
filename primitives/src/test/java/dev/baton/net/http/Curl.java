package dev.baton.net.http;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Blocking;
import dev.baton.Suspends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs `curl`; a test is skipped where that is not installed.
final class Curl {
  private Curl() {}

  /// What it prints, errors among it.
  @Suspends
  static String get(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "30"));
    command.addAll(List.of(arguments));
    return Blocking.call(
        () -> {
          ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
          Process process;
          try {
            process = builder.start();
          } catch (IOException absent) {
            assumeTrue(false, "curl is not installed: install it to run this test");
            throw absent;
          }
          byte[] output = process.getInputStream().readAllBytes();
          process.waitFor();
          return new String(output, StandardCharsets.UTF_8);
        });
  }
}
