package dev.baton.scraper.output;

import dev.baton.scraper.RequestRecord;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;

/// The log of requests, the proof of politeness: one request, one line of JSON.
///
/// | field | is |
/// |---|---|
/// | `at` | when it was sent, to the microsecond |
/// | `host` | with its port if that is not the usual one |
/// | `url` | what was asked for |
/// | `status` | of the answer; null if none came |
/// | `ms` | milliseconds from the request to the end of the answer |
/// | `allowed` | the earliest moment at which it was allowed, never after `at` |
/// | `why` | not earlier |
/// | `retryAfter` | for how many seconds the answer asks to be left alone; null if it does not |
final class RequestLines {
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private RequestLines() {}

  /// The line, without its line break.
  static String line(RequestRecord request) {
    return JsonLines.line(json -> write(request, json));
  }

  private static void write(RequestRecord request, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("at", text(request.at()));
    json.writeStringProperty("host", request.host());
    json.writeStringProperty("url", request.url());
    json.writeName("status");
    JsonLines.writeStatus(request.status(), json);
    json.writeNumberProperty("ms", request.took().toMillis());
    json.writeStringProperty("allowed", text(request.allowed()));
    json.writeStringProperty("why", request.why());
    json.writeName("retryAfter");
    if (request.retryAfter() == null) {
      json.writeNull();
    } else {
      json.writeNumber(request.retryAfter().toSeconds());
    }
    json.writeEndObject();
  }

  private static String text(Instant at) {
    return MICROSECONDS.format(at);
  }
}
