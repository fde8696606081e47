package dev.baton.jobs.handlers;

import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.Reason;
import dev.baton.terminal.SafeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of a JSON object, read one by one; each complaint names the field.
final class Fields {
  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private static final int SHOWN = 60;

  /// The kind, or the field that this object is.
  private final String subject;

  private final JsonNode object;

  /// The text that the object was read from.
  private final String source;

  private final Set<String> read = new HashSet<>();

  private Fields(String subject, JsonNode object, String source) {
    this.subject = subject;
    this.object = object;
    this.source = source;
  }

  /// Reads the arguments of a job with `reader`, which has to ask for all of them.
  ///
  /// @throws BadArgsException saying what is wrong
  static <A> A read(String kind, String json, Function<Fields, A> reader) {
    Fields fields = of(kind, json);
    A args = reader.apply(fields);
    fields.requireNoOther();
    return args;
  }

  static Fields of(String kind, String json) {
    if (json.length() > NewJob.MAX_ARGS) {
      throw new BadArgsException(
          "%s: the arguments have %,d characters; at most %,d are kept, put the rest into a file"
              .formatted(kind, json.length(), NewJob.MAX_ARGS));
    }
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JacksonException malformed) {
      throw new BadArgsException(
          "%s: the arguments are not JSON: %s; seen: %s"
              .formatted(kind, JsonFault.text(malformed), seen(json)));
    }
    if (!node.isObject()) {
      throw new BadArgsException(
          "%s: the arguments must be a JSON object; seen: %s".formatted(kind, seen(json)));
    }
    Fields fields = new Fields(kind, node, json);
    fields.requireWholeCharacters();
    return fields;
  }

  /// A text of 1 to `limit` characters.
  String text(String name, int limit) {
    JsonNode value = find(name).orElseThrow(() -> bad(name, "is missing", "give it as a text"));
    return textOf(name, value, limit);
  }

  /// A text on one line.
  String line(String name, int limit) {
    return requireLine(name, text(name, limit));
  }

  /// A text on one line, if it is there.
  Optional<String> optionalLine(String name, int limit) {
    return find(name).map(_ -> line(name, limit));
  }

  /// One line, or a list of them, at most `most`.
  List<String> lines(String name, int limit, int most) {
    Optional<JsonNode> value = find(name).filter(JsonNode::isArray);
    if (value.isEmpty()) {
      return List.of(line(name, limit));
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode element : value.get()) {
      lines.add(requireLine(name, textOf(name, element, limit)));
    }
    if (lines.isEmpty() || lines.size() > most) {
      throw bad(name, "has " + lines.size() + " entries", "give 1 to " + most);
    }
    return lines;
  }

  /// Any JSON, if it is there: exactly as it was written, with its spaces and digits.
  Optional<String> raw(String name) {
    read.add(name);
    if (!object.has(name)) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(source)) {
      parser.nextToken();
      while (!parser.nextName().equals(name)) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
      long start = parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      parser.finishToken();
      long end = parser.currentLocation().getCharOffset();
      return Optional.of(source.substring((int) start, (int) end).strip());
    }
  }

  /// An object, if it is there.
  Optional<Fields> object(String name) {
    return find(name)
        .map(
            value -> {
              if (!value.isObject()) {
                throw bad(name, "is not an object but " + seen(value.toString()), "use { }");
              }
              return new Fields(subject + "." + name, value, raw(name).orElseThrow());
            });
  }

  /// Refuses what nobody has asked for: most often a name with a typing error.
  void requireNoOther() {
    for (String name : object.propertyNames()) {
      if (!read.contains(name)) {
        throw bad(
            name, "is not known", "known: " + String.join(", ", read.stream().sorted().toList()));
      }
    }
  }

  /// JSON can name half a character, such as `"\\ud800"`, which no text can hold.
  private void requireWholeCharacters() {
    for (String name : object.propertyNames()) {
      if (!isWhole(name) || !isWhole(object.get(name))) {
        throw bad(name, "holds half a character (a lone surrogate)", "give both halves");
      }
    }
  }

  private static boolean isWhole(JsonNode value) {
    return value.isString()
        ? isWhole(value.stringValue())
        : value.propertyNames().stream().allMatch(Fields::isWhole)
            && value.valueStream().allMatch(Fields::isWhole);
  }

  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  BadArgsException bad(String name, String problem, String remedy) {
    return new BadArgsException(
        "%s: \"%s\" %s; %s".formatted(subject, SafeText.escape(name, SHOWN), problem, remedy));
  }

  /// What was seen, for a message: short, and without what looks like a password.
  static String seen(String text) {
    return SafeText.escape(Reason.of(text), SHOWN);
  }

  private Optional<JsonNode> find(String name) {
    read.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  private String textOf(String name, JsonNode value, int limit) {
    if (!value.isString()) {
      throw bad(name, "is not a text but " + seen(value.toString()), "put it in quotes");
    }
    String text = value.stringValue();
    if (text.isBlank() || text.length() > limit) {
      throw bad(
          name,
          "has %,d characters".formatted(text.strip().length()),
          "give 1 to %,d".formatted(limit));
    }
    return text;
  }

  private String requireLine(String name, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw bad(name, "has control characters: " + seen(text), "give one line of text");
    }
    return text;
  }
}
