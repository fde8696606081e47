package dev.baton.jobs.handlers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// Writes text for the head of a message, which is ASCII, as encoded words (RFC 2047).
///
/// Also text that only looks like an encoded word: it is to arrive as these characters, not as what
/// they seem to encode.
final class EncodedWords {
  private static final Pattern PLAIN = Pattern.compile("[!-~]([ -~]*[!-~])?");

  /// A line of words has at most 76 characters, the name of the field included: so many bytes are
  /// 64 of them.
  private static final int MAX_BYTES = 39;

  private EncodedWords() {}

  /// The text itself if it is plain; words with a blank between them otherwise.
  static String encode(String text) {
    if (PLAIN.matcher(text).matches() && !text.contains("=?")) {
      return text;
    }
    StringJoiner words = new StringJoiner(" ");
    for (int from = 0; from < text.length(); ) {
      int to = endOfWord(text, from);
      byte[] bytes = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
      words.add("=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
      from = to;
    }
    return words.toString();
  }

  /// No character is cut in two.
  private static int endOfWord(String text, int from) {
    int bytes = 0;
    int at = from;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        return at;
      }
      at += Character.charCount(character);
    }
    return at;
  }
}
