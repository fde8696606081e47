package dev.baton.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fenced block of a doc comment or of a README.
///
/// @param line of its first fence
/// @param language what the fence says; may be empty
record Example(Path file, int line, String language, String text) {
  private static final Pattern COMMENT = Pattern.compile("\\s*/// ?(.*)");
  private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");

  /// All of a file, in order.
  static List<Example> of(Path file) throws IOException {
    List<Example> found = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    boolean markdown = file.toString().endsWith(".md");
    Example open = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = markdown ? lines.get(i) : comment(lines.get(i));
      Matcher fence = FENCE.matcher(line);
      if (open == null) {
        open = fence.matches() ? new Example(file, i + 1, fence.group(1), "") : null;
      } else if (fence.matches()) {
        found.add(open);
        open = null;
      } else {
        open = new Example(file, open.line, open.language, open.text + line + "\n");
      }
    }
    return found;
  }

  private static String comment(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.matches() ? comment.group(1) : "";
  }

  boolean isJava() {
    return language.equals("java");
  }

  boolean isInReadme() {
    return file.toString().endsWith(".md");
  }

  /// The type that it explains.
  String subject() {
    return file.getFileName().toString().replaceFirst("\\..*", "");
  }

  String place() {
    return file + ":" + line;
  }
}
