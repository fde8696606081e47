package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Markdown file with places for results: what stands between the marks of a place is replaced,
/// nothing else.
///
/// ```
/// <!-- bench net -->
/// <!-- end -->
/// ```
final class MarkedFile {
  private static final String END = "<!-- end -->";

  private MarkedFile() {}

  /// @throws IOException if the file is not there, or has no such place
  static void replace(Path file, String place, String text) throws IOException {
    String old = Files.readString(file);
    String mark = "<!-- bench " + place + " -->\n";
    int begin = old.indexOf(mark);
    int end = begin < 0 ? -1 : old.indexOf(END, begin);
    if (end < 0) {
      throw new IOException(
          file + " has no place for this: it needs the lines " + mark.strip() + " and " + END);
    }
    Files.writeString(
        file, old.substring(0, begin) + mark + "\n" + text.strip() + "\n\n" + old.substring(end));
  }
}
