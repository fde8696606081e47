package dev.baton.bench.feed;

import dev.baton.bench.Workspace;
import dev.baton.program.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Our server and our watcher, as a user starts them.
final class OurFeed {
  private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");

  private OurFeed() {}

  static List<String> serve(Workspace workspace, int port, Duration every) {
    return List.of(
        workspace.path("run"),
        "feed",
        "serve",
        "--json",
        "--port",
        String.valueOf(port),
        "--every",
        TimeSpan.text(every));
  }

  static List<String> watch(Workspace workspace, int port) {
    return List.of(
        workspace.path("run"), "feed", "watch", "--json", "--wait", "ws://127.0.0.1:" + port);
  }

  /// The port that a server says in its first line.
  ///
  /// @throws NumberFormatException if there is none
  static int port(String line) {
    Matcher port = PORT.matcher(line);
    return Integer.parseInt(port.find() ? port.group(1) : line);
  }
}
