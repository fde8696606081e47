package dev.baton.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// How many files and connections a process may have open.
public final class Descriptors {
  /// The class path, the selector and so on.
  private static final int OTHERS = 200;

  private Descriptors() {}

  /// @param who needs so many connections at each of their two ends
  /// @throws IOException if a process may have fewer
  public static void require(String who, int connections) throws IOException {
    int needed = connections + OTHERS;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < needed) {
      throw new IOException(
          "%s needs %d open files in each of two processes, ulimit -n allows %d"
              .formatted(who, needed, system.getMaxFileDescriptorCount()));
    }
  }
}
