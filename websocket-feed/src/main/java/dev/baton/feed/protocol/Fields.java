package dev.baton.feed.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the fields of a JSON object from outside, each within its limits.
final class Fields {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1," + Limits.NAME + "}");

  private static final Pattern UNIT = Pattern.compile("[\\p{L}\\p{N}%°/._^*-]{1,16}");

  private final String what;
  private final Map<?, ?> object;

  /// @param what for error messages
  /// @param value as [Json] reads it
  Fields(String what, Object value) throws BadMessageException {
    this.what = what;
    if (!(value instanceof Map<?, ?> object)) {
      throw bad("is no JSON object");
    }
    this.object = object;
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  boolean has(String field) {
    return object.get(field) != null;
  }

  Fields object(String field) throws BadMessageException {
    return new Fields(what + ": field \"" + field + "\"", object.get(field));
  }

  String name(String field) throws BadMessageException {
    return name(field, object.get(field));
  }

  /// The name of a channel, or a [ChannelPattern].
  String pattern(String field) throws BadMessageException {
    return object.get(field) instanceof String text && ChannelPattern.isValid(text)
        ? text
        : name(field);
  }

  /// A sentence for people; empty if there is none.
  String sentence(String field) {
    String text = object.get(field) instanceof String sentence ? sentence : "";
    return text.length() <= Limits.SENTENCE ? text : text.substring(0, Limits.SENTENCE) + "...";
  }

  boolean flag(String field) {
    return Boolean.TRUE.equals(object.get(field));
  }

  long number(String field, long min, long max) throws BadMessageException {
    return number(field, object.get(field), min, max);
  }

  List<String> names(String field, int max) throws BadMessageException {
    List<String> names = new ArrayList<>();
    for (Object name : array(field, max)) {
      names.add(name(field, name));
    }
    return names;
  }

  List<Fields> objects(String field, int max) throws BadMessageException {
    List<Fields> objects = new ArrayList<>();
    for (Object item : array(field, max)) {
      objects.add(new Fields(what + ": an item of \"" + field + "\"", item));
    }
    return objects;
  }

  private List<?> array(String field, int max) throws BadMessageException {
    if (object.get(field) instanceof List<?> array && array.size() <= max) {
      return array;
    }
    throw bad("field \"" + field + "\" must be a list of at most " + max);
  }

  Map<String, Long> tops(String field) throws BadMessageException {
    Map<String, Long> tops = new LinkedHashMap<>();
    for (Map.Entry<?, ?> top : members(field, Limits.CHANNELS)) {
      String channel = name(field, top.getKey());
      tops.put(channel, number(field, top.getValue(), 0, Reading.MAX_SEQ));
    }
    return tops;
  }

  /// Empty if the field is missing.
  Map<String, String> epochs(String field) throws BadMessageException {
    Map<String, String> epochs = new LinkedHashMap<>();
    if (has(field)) {
      for (Map.Entry<?, ?> epoch : members(field, Limits.CHANNELS)) {
        epochs.put(name(field, epoch.getKey()), name(field, epoch.getValue()));
      }
    }
    return epochs;
  }

  /// The units of each channel's values. Empty if the field is missing.
  Map<String, Map<String, Unit>> units(String field) throws BadMessageException {
    Map<String, Map<String, Unit>> units = new LinkedHashMap<>();
    if (has(field)) {
      for (Map.Entry<?, ?> channel : members(field, Limits.CHANNELS)) {
        String name = name(field, channel.getKey());
        units.put(name, new Fields(what + ": " + name, channel.getValue()).units());
      }
    }
    return units;
  }

  /// Each field is a unit.
  private Map<String, Unit> units() throws BadMessageException {
    if (object.size() > Limits.VALUES) {
      throw bad("must have at most " + Limits.VALUES + " members");
    }
    Map<String, Unit> units = new LinkedHashMap<>();
    for (Object key : object.keySet()) {
      String name = name("units", key);
      units.put(name, unit(name));
    }
    return units;
  }

  Unit unit(String field) throws BadMessageException {
    if (object.get(field) instanceof String unit && UNIT.matcher(unit).matches()) {
      return new Unit(unit);
    }
    throw bad(
        "field \"" + field + "\" must be a unit of 1 to 16 letters, digits or signs such as %");
  }

  Map<String, Double> values(String field) throws BadMessageException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> value : members(field, Limits.VALUES)) {
      if (!(value.getValue() instanceof Number number) || !Double.isFinite(number.doubleValue())) {
        throw bad("field \"" + field + "\" must hold numbers, none too large for a double");
      }
      values.put(name(field, value.getKey()), number.doubleValue());
    }
    return values;
  }

  private Set<? extends Map.Entry<?, ?>> members(String field, int max) throws BadMessageException {
    if (object.get(field) instanceof Map<?, ?> members && members.size() <= max) {
      return members.entrySet();
    }
    throw bad("field \"" + field + "\" must be an object of at most " + max + " members");
  }

  private String name(String field, Object value) throws BadMessageException {
    if (value instanceof String name && isName(name)) {
      return name;
    }
    throw bad(
        "field \"%s\" must be 1 to %d letters, digits, dots, dashes or underlines"
            .formatted(field, Limits.NAME));
  }

  private long number(String field, Object value, long min, long max) throws BadMessageException {
    if (!(value instanceof Long number)) {
      throw bad("field \"" + field + "\" must be a whole number");
    }
    if (number < min || number > max) {
      throw bad("field \"%s\" must be %d to %d, got %d".formatted(field, min, max, number));
    }
    return number;
  }

  private BadMessageException bad(String problem) {
    return new BadMessageException(what + " " + problem);
  }
}
