package dev.baton.feed.watch;

import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What tells a server that this watcher may read it. It is in a file, and goes into the header
/// field `Authorization`: never into a URL, a message or a log.
public final class Token {
  private static final int MOST = 4_096;

  /// What RFC 6750 allows.
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /// Reads the first line of a file. Blocks.
  ///
  /// @throws IllegalArgumentException saying in one sentence why there is no token in it
  public static Token read(Path file) {
    String first;
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST + 1), StandardCharsets.UTF_8);
      first = text.lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the token file " + file + " cannot be read: " + FailureText.of(e), e);
    }
    if (first.length() > MOST || !FORM.matcher(first).matches()) {
      throw new IllegalArgumentException(
          "the token file %s must have the token in its first line: letters, digits and -._~+/ only, and %,d of them at most"
              .formatted(file, MOST));
    }
    return new Token(first);
  }

  /// The value of the header field `Authorization`.
  String authorization() {
    return "Bearer " + text;
  }

  @Override
  public String toString() {
    return "a token";
  }
}
