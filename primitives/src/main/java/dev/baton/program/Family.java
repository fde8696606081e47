package dev.baton.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A metric of [Metrics] for each set of label values, such as the status and the host.
///
/// Labels are for what has few values. Each set is kept for ever, so there are at most
/// [#MOST_SETS]. What comes after them, or is longer than [#LONGEST_VALUE], is counted in one more
/// set, whose values are all [#OTHER]: the sum stays right, and a stranger who sends new values
/// again and again fills no memory.
///
/// @param <M> [Counter], [Gauge] or [Histogram]
public final class Family<M extends Metric> {
  /// How many sets of label values are kept.
  public static final int MOST_SETS = 1_000;

  /// The longest value of a label, in characters.
  public static final int LONGEST_VALUE = 200;

  /// The value of all labels for what has no set of its own.
  public static final String OTHER = "other";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

  private final String name;
  private final String type;
  private final String help;
  private final List<String> labels;
  private final Supplier<M> make;
  private final Map<List<String>, M> sets = new LinkedHashMap<>();

  Family(String name, String type, String help, String[] labels, Supplier<M> make) {
    this.name = name;
    this.type = type;
    this.help = help;
    this.labels = List.of(labels);
    this.make = make;
    requireValid();
  }

  private void requireValid() {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a metric's name is made of letters, digits, _ and :, got \"" + name + "\"");
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches() || label.equals("le") && isHistogram()) {
        throw new IllegalArgumentException(
            "a label of \"%s\" is made of letters, digits and _, without __ in front, and is not le in a histogram, got \"%s\""
                .formatted(name, label));
      }
    }
    if (new LinkedHashSet<>(labels).size() < labels.size()) {
      throw new IllegalArgumentException(
          "the labels of \"" + name + "\" must differ, got " + labels);
    }
  }

  private boolean isHistogram() {
    return type.equals("histogram");
  }

  /// The metric for these values, one for each label and in their order. Keep it where you use it
  /// often.
  ///
  /// @throws IllegalArgumentException if there are not as many values as labels
  public M with(String... values) {
    List<String> set = List.of(values);
    if (set.size() != labels.size()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" has the labels " + labels + ", got the values " + set);
    }
    M known = sets.get(set);
    if (known != null) {
      return known;
    }
    boolean room =
        sets.size() < MOST_SETS && set.stream().allMatch(v -> v.length() <= LONGEST_VALUE);
    List<String> kept = room ? set : Collections.nCopies(labels.size(), OTHER);
    return sets.computeIfAbsent(kept, _ -> make.get());
  }

  String name() {
    return name;
  }

  List<String> sampleNames() {
    return isHistogram()
        ? List.of(name, name + "_bucket", name + "_sum", name + "_count")
        : List.of(name);
  }

  void write(StringBuilder out) {
    out.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    sets.forEach((values, metric) -> metric.write(new Samples(out, name, labelled(values))));
  }

  private String labelled(List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> labels.get(i) + "=\"" + escaped(values.get(i)).replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(","));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
