package dev.baton.trace;

import dev.baton.Label;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something in a trace that tasks wait for, take or change.
///
/// @param label what it is, with its state at that moment
/// @param number which it is of those that have the same title, from 1
public record TracedThing(Label label, int number) {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})( of \\d+)? (\\p{L}+).*");

  /// A number of things of a kind, such as 3 items.
  record Amount(int count, boolean isBounded, String unit) {}

  /// `Lock "A"`, or `Lock "A" #2` where that is the title of another one too.
  public String title() {
    return numbered(label.title());
  }

  /// Its title with its state: `Lock "A" #2 [locked, 1 waiting]`.
  String text() {
    return Texts.visible(label.state().isEmpty() ? title() : title() + " [" + label.state() + "]");
  }

  /// What its users call it: its name if it has one.
  String shortTitle() {
    return label.name() == null ? title() : numbered(label.name());
  }

  /// The amount that its state begins with: `3 free`, `5 of 10 items`.
  Optional<Amount> amount() {
    Matcher found = AMOUNT.matcher(label.state());
    return found.matches()
        ? Optional.of(
            new Amount(Integer.parseInt(found.group(1)), found.group(2) != null, found.group(3)))
        : Optional.empty();
  }

  private String numbered(String title) {
    return number == 1 ? title : title + " #" + number;
  }
}
