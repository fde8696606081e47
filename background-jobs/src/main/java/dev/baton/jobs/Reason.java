package dev.baton.jobs;

import dev.baton.TimeoutException;
import dev.baton.terminal.FailureText;
import dev.baton.terminal.SafeText;
import java.nio.file.FileSystemException;
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

  /// What an exception means, in plain words; of one that is not known, what it says, and at last
  /// its type, for whoever wrote what threw it.
  public static String of(Throwable failure) {
    return of(
        switch (failure) {
          case TimeoutException late when late.getMessage() != null -> late.getMessage();
          case FileSystemException file -> ofFile(file);
          default -> unknown(failure);
        });
  }

  /// Where Java says the name of the file and no more, the type is all there is.
  private static String ofFile(FileSystemException failure) {
    String text = FailureText.of(failure);
    return text.equals(failure.getMessage()) ? unknown(failure) : text;
  }

  private static String unknown(Throwable failure) {
    String type = '"' + failure.getClass().getSimpleName() + '"';
    return failure.getMessage() == null
        ? "it failed with " + type
        : "%s (%s)".formatted(failure.getMessage(), type);
  }
}
