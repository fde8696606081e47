package dev.baton.feed.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files in which Linux tells about itself: `/proc` and `/sys`.
///
/// The kernel makes them while they are read: that is short, touches no disk and needs no thread of
/// its own.
///
/// @param root `/`, but in tests
record SystemFiles(Path root) {
  private static final int MOST = 1 << 20;

  /// The text of a file; empty if there is none that can be read, as on another system, or in a
  /// container that hides it. Of a longer text, the lines that fit into 1 MiB.
  String read(String file) {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      // a byte is a character: the name of an interface need not be UTF-8
      String text = new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1);
      return text.length() < MOST ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      return "";
    }
  }

  boolean exists(String file) {
    return Files.exists(root.resolve(file));
  }
}
