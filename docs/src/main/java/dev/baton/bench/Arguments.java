package dev.baton.bench;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The words of a command line, taken one by one. Whatever is wrong with one is said in an
/// [IllegalArgumentException], for the user.
public final class Arguments {
  private final Deque<String> rest;

  public Arguments(String... words) {
    rest = new ArrayDeque<>(Arrays.asList(words));
  }

  public boolean hasNext() {
    return !rest.isEmpty();
  }

  /// The next word; there must be one.
  public String next() {
    return rest.remove();
  }

  /// The value of this option: the next word.
  public String value(String option) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.poll();
  }

  /// A number in this range.
  public int number(String option, int least, int most) {
    String value = value(option);
    int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          option + " must be between " + least + " and " + most + ", got \"" + value + "\"");
    }
    return number;
  }

  /// One of these names.
  ///
  /// @param what they name, such as `row`
  public String oneOf(String option, String what, List<String> names) {
    String value = value(option);
    if (!names.contains(value)) {
      throw new IllegalArgumentException(
          "there is no " + what + " \"" + value + "\"; there are " + String.join(", ", names));
    }
    return value;
  }
}
