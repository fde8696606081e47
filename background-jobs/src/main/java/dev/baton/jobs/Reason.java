package dev.baton.jobs;

import dev.baton.terminal.SafeText;
import java.util.regex.Pattern;

/// Why a job failed, fit to be kept and shown: short, without control characters, without secrets.
public final class Reason {
  /// The longest that is kept, in characters.
  public static final int MAX = 300;

  private static final Pattern USERINFO = Pattern.compile("//[^/?#\\s]*@");
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "(?i)\\b((?:proxy-)?authorization\\s*[:=]\\s*|bearer\\s+|basic\\s+|password\\s*[:=]\\s*)"
              + "\\S+(?:\\s+\\S+)?");

  private Reason() {}

  /// The text without credentials and control characters, at most [#MAX] characters of it.
  public static String of(String text) {
    String masked = USERINFO.matcher(text).replaceAll("//***@");
    masked = CREDENTIALS.matcher(masked).replaceAll("$1***");
    return SafeText.escape(masked.strip(), MAX);
  }

  /// What an exception says, with its type where the message alone would mean little.
  public static String of(Throwable failure) {
    String type = failure.getClass().getSimpleName();
    return of(failure.getMessage() == null ? type : type + ": " + failure.getMessage());
  }
}
