package dev.baton.scraper.cli;

import dev.baton.scraper.CrawlLimits;
import dev.baton.terminal.SafeText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an amount of bytes as people write it: `500M`.
final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([KMGT]?)B?");
  private static final String UNITS = "KMGT";

  private ByteSize() {}

  /// @param option for the sentence
  /// @throws IllegalArgumentException if it is none
  static long parse(String option, String text) {
    Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "%s must be a size such as 500M or 10G, got %s"
              .formatted(option, text.isEmpty() ? "nothing" : SafeText.escape(text, 60)));
    }
    int unit = form.group(2).isEmpty() ? 0 : UNITS.indexOf(form.group(2)) + 1;
    long number = Long.parseLong(form.group(1));
    if (number > CrawlLimits.MAX_DISK >> 10 * unit) {
      throw new IllegalArgumentException(
          "%s must be at most %dT, got %s".formatted(option, CrawlLimits.MAX_DISK >> 40, text));
    }
    return number << 10 * unit;
  }
}
