package dev.baton.scraper.tour;

import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What was found, as a line of JSON for a program.
public final class FindingEvent {
  private static final JsonFactory JSON = new JsonFactory();

  private FindingEvent() {}

  /// Of the event `finding`.
  public static String of(Finding finding) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("event", "finding");
      json.writeStringProperty("what", finding.what());
      json.writeStringProperty("should", finding.should().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("became", finding.text());
      json.writeBooleanProperty("right", finding.isRight());
      json.writeArrayPropertyStart("wrong");
      finding.wrong().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return line.toString();
  }
}
