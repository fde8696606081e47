package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Markdown file with places for results: what stands between the marks of a place is replaced,
/// nothing else.
///
/// ```html
/// <!-- bench net -->
/// <!-- end -->
/// ```
public final class MarkedFile {
  private static final String END = "<!-- end -->";

  private MarkedFile() {}

  /// To be asked before the results are worked for.
  ///
  /// @throws IOException if the file is not there, cannot be written, or has no such place
  public static void check(Path file, String place) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isWritable(file)) {
      throw new IOException(file + " is no file that can be written");
    }
    split(Files.readString(file), file, place);
  }

  /// @throws IOException if the file is not there, or has no such place
  public static void replace(Path file, String place, String text) throws IOException {
    Around around = split(Files.readString(file), file, place);
    Files.writeString(file, around.before + "\n" + text.strip() + "\n\n" + around.after);
  }

  /// What stays, with the marks.
  private record Around(String before, String after) {}

  private static Around split(String text, Path file, String place) throws IOException {
    String mark = "<!-- bench " + place + " -->\n";
    int begin = text.indexOf(mark);
    int end = begin < 0 ? -1 : text.indexOf(END, begin);
    if (end < 0) {
      throw new IOException(
          file + " has no place for this: it needs the lines " + mark.strip() + " and " + END);
    }
    return new Around(text.substring(0, begin) + mark, text.substring(end));
  }
}
