package dev.baton.feed.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which run of the machine this is. What a killed process has written outlives it, but not the
/// machine.
final class BootId {
  private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

  /// Equals no other, so nothing is concluded from it.
  static final String UNKNOWN = "unknown";

  private BootId() {}

  /// [#UNKNOWN] where the system does not say.
  static String ofThisMachine() {
    try {
      String id = Files.readString(LINUX).strip();
      return id.matches("[0-9a-f-]{8,64}") ? id : UNKNOWN;
    } catch (IOException notLinux) {
      return UNKNOWN;
    }
  }
}
