package dev.baton.scraper.cli;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a time from the command line, such as `30` or `2.5`.
final class Seconds implements ITypeConverter<Duration> {
  /// Far more than any option allows, and far less than a [Duration] can hold.
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

  private Seconds() {}

  @Override
  public Duration convert(String text) {
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.abs().compareTo(MOST) <= 0) {
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException(
        "\"" + text + "\" is not a time in seconds, such as 30 or 2.5");
  }
}
