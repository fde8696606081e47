package dev.baton.testing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What goes wrong in one run, at one place.
sealed interface Disturbance {
  /// Nothing.
  record None() implements Disturbance {
    @Override
    public String toString() {
      return "";
    }
  }

  /// A task is cancelled.
  ///
  /// @param place the how manieth of all moments, from 1, in which a task begins to wait or is
  ///   about to go on
  record Cancel(int place) implements Disturbance {
    @Override
    public String toString() {
      return "cancel:" + place;
    }
  }

  /// Input or output goes wrong.
  ///
  /// @param place the how manieth, from 1, of those that can go wrong like this
  record Failing(Fault fault, int place) implements Disturbance {
    @Override
    public String toString() {
      return name(fault) + ":" + place;
    }
  }

  Disturbance NONE = new None();

  /// The other way round of `toString`; null if it is none.
  static Disturbance parse(String text) {
    if (!text.matches("[a-z-]+:[1-9]\\d{0,8}")) {
      return null;
    }
    String what = text.substring(0, text.indexOf(':'));
    int place = Integer.parseInt(text.substring(what.length() + 1));
    if (what.equals("cancel")) {
      return new Cancel(place);
    }
    Optional<Fault> fault =
        Arrays.stream(Fault.values()).filter(each -> name(each).equals(what)).findFirst();
    return fault.map(found -> new Failing(found, place)).orElse(null);
  }

  /// `half-close` for [Fault#HALF_CLOSE].
  private static String name(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
