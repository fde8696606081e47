package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.Suspends;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Notices when somebody at the terminal presses Enter.
///
/// It asks whether there is a line, and reads only then: a program in the background of a shell
/// that reads from the terminal is stopped by the system. That it is there, Linux says in
/// `/proc/self/stat`; where it does not, Enter does nothing.
final class EnterKey {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Path STAT = Path.of("/proc/self/stat");

  /// The fields behind the name of the program, counted from there.
  private static final int GROUP = 2;

  private static final int FOREGROUND_GROUP = 5;

  private final InputStream in;

  EnterKey(InputStream in) {
    this.in = in;
  }

  /// Looks until it is cancelled, or there is nothing to be read any more.
  ///
  /// @param pressed is called for each Enter
  @Suspends
  void watch(Runnable pressed) {
    try {
      while (true) {
        if (in.available() > 0 && isInForeground()) {
          in.skipNBytes(in.available());
          pressed.run();
        }
        Async.sleep(PAUSE);
      }
    } catch (IOException gone) {
      // nobody is there any more
    }
  }

  private static boolean isInForeground() {
    try {
      String stat = Files.readString(STAT);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[GROUP].equals(fields[FOREGROUND_GROUP]);
    } catch (IOException | RuntimeException notLinux) {
      return false;
    }
  }
}
