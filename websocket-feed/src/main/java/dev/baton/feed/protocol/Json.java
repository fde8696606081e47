package dev.baton.feed.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON from outside into maps, lists, strings, longs, doubles and booleans. The length of
/// the text is bounded by who receives it.
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(40).build())
          .build();

  private Json() {}

  /// The fields of the object in this text.
  ///
  /// @param what the text is, for error messages
  static Fields parse(String what, String text) throws BadMessageException {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Object value = value(json);
      if (json.nextToken() != null) {
        throw new BadMessageException(what + " goes on behind its end");
      }
      return new Fields(what, value);
    } catch (JacksonException e) {
      throw new BadMessageException(what + " is no JSON" + place(e));
    }
  }

  /// Where it stops being JSON. What Jackson says about it is for programmers.
  private static String place(JacksonException e) {
    long characters = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    return characters < 0 ? "" : ", from character " + (characters + 1) + " on";
  }

  /// The value that begins with the current token.
  private static Object value(JsonParser json) {
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> whole(json);
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> null;
    };
  }

  /// What is no long is a double: its range is checked by who asks for it.
  private static Object whole(JsonParser json) {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) json.getDoubleValue()
        : (Object) json.getLongValue();
  }

  private static Map<String, Object> object(JsonParser json) {
    Map<String, Object> object = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      object.put(name, value(json));
    }
    return object;
  }

  private static List<Object> array(JsonParser json) {
    List<Object> array = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(json));
    }
    return array;
  }
}
