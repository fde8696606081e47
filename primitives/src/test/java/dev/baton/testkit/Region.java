package dev.baton.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A piece of a test that is shown as an example, with marks around it as `{@snippet}` has them:
///
/// ```text
/// // @start region="Lock"
/// try (var held = lock.acquire()) { ... }
/// // @end
/// ```
///
/// @param line of its first mark
/// @param name of the type that it explains
/// @param source all of its file
record Region(Path file, int line, String name, String text, String source) {
  private static final Pattern START = Pattern.compile("(?m)^ *// @start region=\"([\\w-]+)\"\n");
  private static final Pattern END = Pattern.compile("(?m)^ *// @end$");

  /// Strings, words, line comments, and single characters: all but the layout, which the formatter
  /// makes for 100 columns of code and a comment for its reader.
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|//[^\n]*|[\\w$]+|\\S");

  private static final Pattern IMPORT = Pattern.compile("(?m)^ *import [^;]+;$");

  /// All of a file, in order.
  ///
  /// @throws IOException if one has no end
  static List<Region> of(Path file) throws IOException {
    List<Region> found = new ArrayList<>();
    String source = Files.readString(file);
    for (Matcher start = START.matcher(source); start.find(); ) {
      int line = (int) source.substring(0, start.start()).lines().count() + 1;
      Matcher end = END.matcher(source);
      if (!end.find(start.end())) {
        throw new IOException(file + ":" + line + ": this region has no end; add // @end");
      }
      String text = source.substring(start.end(), end.start());
      found.add(new Region(file, line, start.group(1), text, source));
    }
    return found;
  }

  /// True if the example is this, in whatever layout. Imports stand elsewhere in the file.
  boolean equals(Example example) {
    return tokens(text).equals(tokens(IMPORT.matcher(example.text()).replaceAll("")))
        && missingImport(example).isEmpty();
  }

  private Optional<String> missingImport(Example example) {
    return IMPORT
        .matcher(example.text())
        .results()
        .map(line -> line.group().strip())
        .filter(line -> source.lines().noneMatch(line::equals))
        .findFirst();
  }

  private static List<String> tokens(String code) {
    return TOKEN.matcher(code).results().map(MatchResult::group).map(String::strip).toList();
  }

  String place() {
    return file + ":" + line;
  }
}
