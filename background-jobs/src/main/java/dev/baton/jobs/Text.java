package dev.baton.jobs;

import java.util.regex.Pattern;

/// Makes text from outside fit to be kept and shown: short, without control characters, without
/// secrets.
public final class Text {
  /// The longest reason that is kept, in characters.
  public static final int MAX_REASON = 300;

  private static final Pattern USERINFO = Pattern.compile("//[^/?#\\s]*@");
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "(?i)\\b((?:proxy-)?authorization\\s*[:=]\\s*|bearer\\s+|basic\\s+|password\\s*[:=]\\s*)"
              + "\\S+(?:\\s+\\S+)?");

  private Text() {}

  /// Why a job failed, for the store and for people: no credentials, no control characters, at most
  /// [#MAX_REASON] characters.
  public static String reason(String text) {
    String masked = USERINFO.matcher(text).replaceAll("//***@");
    masked = CREDENTIALS.matcher(masked).replaceAll("$1***");
    return escape(masked.strip(), MAX_REASON);
  }

  /// What an exception says, with its type where the message alone would mean little.
  public static String reason(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    return reason(failure.getMessage() == null ? type : type + ": " + failure.getMessage());
  }

  /// The text with control characters, and those that change the direction of a line, written as
  /// `\n` or `\u001b`, cut to `limit` characters.
  public static String escape(String text, int limit) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      String shown = shown(character);
      if (escaped.length() + shown.length() > limit - 1 && at < text.length()) {
        return escaped.append('…').toString();
      }
      escaped.append(shown);
    }
    return escaped.toString();
  }

  private static String shown(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          switch (Character.getType(character)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                character > 0xffff
                    ? "\\U%08x".formatted(character)
                    : "\\u%04x".formatted(character);
            default -> Character.toString(character);
          };
    };
  }
}
