package dev.baton.feed.watch;

import dev.baton.program.TimeSpan;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody wants to be told of: `host.cpu.load > 0.9 for 30s`.
///
/// ```text
/// CHANNEL.VALUE OPERATOR NUMBER[UNIT] [for TIME]
/// ```
///
/// | part | is |
/// |---|---|
/// | `CHANNEL.VALUE` | a value of the readings of a channel, such as `host.cpu.load` |
/// | `OPERATOR` | `>`, `>=`, `<`, `<=`, `=` or `!=` |
/// | `NUMBER` | decimal digits, with a sign, a point and an exponent if need be |
/// | `UNIT` | `%` (hundredths), `KiB`, `MiB`, `GiB` or `TiB` |
/// | `TIME` | such as `30s` or `5m`; without it, one reading is enough |
///
/// Blanks may stand between the parts. Where several readings have to agree: see [AlertState].
///
/// @param text as it was typed
/// @param path the channel and the value, which a dot joins as it joins the parts of both
/// @param time how long it has to hold; zero: one reading is enough
public record Alert(String text, String path, Comparison comparison, double limit, Duration time) {
  /// How a value is compared with the limit.
  public enum Comparison {
    /// `>`
    ABOVE,
    /// `>=`
    AT_LEAST,
    /// `<`
    BELOW,
    /// `<=`
    AT_MOST,
    /// `=`
    EQUAL,
    /// `!=`
    OTHER;

    private static Comparison of(String sign) {
      return switch (sign) {
        case ">" -> ABOVE;
        case ">=" -> AT_LEAST;
        case "<" -> BELOW;
        case "<=" -> AT_MOST;
        case "!=" -> OTHER;
        default -> EQUAL;
      };
    }

    boolean holds(double value, double limit) {
      return switch (this) {
        case ABOVE -> value > limit;
        case AT_LEAST -> value >= limit;
        case BELOW -> value < limit;
        case AT_MOST -> value <= limit;
        case EQUAL -> value == limit;
        case OTHER -> value != limit;
      };
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+)\\s*(>=|<=|!=|==?|>|<)\\s*"
              + "([+-]?[0-9]{1,18}(?:\\.[0-9]{1,18})?(?:[eE][+-]?[0-9]{1,3})?)\\s*(%|[KMGT]iB)?"
              + "(?:\\s+for\\s+(\\S+))?");

  private static final Map<String, Double> UNITS =
      Map.of("%", 0.01, "KiB", 0x1p10, "MiB", 0x1p20, "GiB", 0x1p30, "TiB", 0x1p40);

  /// Reads what somebody typed.
  ///
  /// @throws IllegalArgumentException saying what it must look like
  public static Alert parse(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "--alert must be such as 'host.cpu.load > 0.9 for 30s' or 'host.memory.available < 1GiB',"
              + " got "
              + text);
    }
    double number = Double.parseDouble(parts.group(3));
    String unit = parts.group(4);
    return new Alert(
        text.strip(),
        parts.group(1),
        Comparison.of(parts.group(2)),
        unit == null ? number : number * UNITS.get(unit),
        parts.group(5) == null ? Duration.ZERO : TimeSpan.parse(parts.group(5)));
  }

  /// Its channel, if the value has a name without a dot, as all of ours have.
  String channel() {
    return path.substring(0, path.lastIndexOf('.'));
  }

  /// Whether it is about a value of this channel.
  boolean isOf(String channel) {
    return path.length() > channel.length() + 1
        && path.startsWith(channel)
        && path.charAt(channel.length()) == '.';
  }

  /// The value among those of a reading of this channel; empty if it is not there.
  OptionalDouble valueIn(String channel, Map<String, Double> values) {
    Double value = values.get(path.substring(channel.length() + 1));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// Whether this value alone is what is looked for.
  boolean holdsFor(double value) {
    return comparison.holds(value, limit);
  }

  @Override
  public String toString() {
    return text;
  }
}
