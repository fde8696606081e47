package dev.baton.feed.protocol;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON object that is to be written, in the order in which it is filled.
///
/// This and [Json] are all that the feed needs of JSON. They stand on Jackson's streaming API,
/// which is ready ten times sooner than its data binding: that is most of the time a command needs
/// to start.
public final class JsonObject {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /// An empty object.
  public JsonObject() {}

  /// Adds text.
  public JsonObject put(String name, String text) {
    fields.put(name, text);
    return this;
  }

  /// Adds a whole number.
  public JsonObject put(String name, long number) {
    fields.put(name, number);
    return this;
  }

  /// Adds a number, without a fraction where it has none: bytes are not written as 1.6E10.
  public JsonObject put(String name, double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= Reading.MAX_SEQ;
    if (whole) {
      return put(name, (long) number);
    }
    fields.put(name, number);
    return this;
  }

  /// Adds true or false.
  public JsonObject put(String name, boolean flag) {
    fields.put(name, flag);
    return this;
  }

  /// Adds an object.
  public JsonObject put(String name, JsonObject object) {
    fields.put(name, object);
    return this;
  }

  /// Adds null.
  public JsonObject putNull(String name) {
    fields.put(name, null);
    return this;
  }

  /// Adds a list of texts or objects.
  public JsonObject put(String name, List<?> items) {
    fields.put(name, new ArrayList<>(items));
    return this;
  }

  /// The values of a reading as an object.
  public static JsonObject of(Map<String, Double> values) {
    JsonObject object = new JsonObject();
    values.forEach(object::put);
    return object;
  }

  /// The JSON.
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(this, json);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) {
    switch (value) {
      case JsonObject object -> {
        json.writeStartObject();
        object.fields.forEach(
            (name, field) -> {
              json.writeName(name);
              write(field, json);
            });
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        items.forEach(item -> write(item, json));
        json.writeEndArray();
      }
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case null -> json.writeNull();
      default -> json.writeString(value.toString());
    }
  }
}
