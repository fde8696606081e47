package dev.baton.feed.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which folder this is, whatever it is called: a copy is another one.
final class FolderId {
  /// Nothing is concluded from it.
  static final String UNKNOWN = "unknown";

  private FolderId() {}

  /// [#UNKNOWN] where the system does not say.
  static String of(Path folder) throws IOException {
    try {
      return Files.getAttribute(folder, "unix:ino").toString();
    } catch (UnsupportedOperationException notUnix) {
      return UNKNOWN;
    }
  }
}
