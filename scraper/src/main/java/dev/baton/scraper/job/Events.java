package dev.baton.scraper.job;

import dev.baton.scraper.Crawler;
import dev.baton.scraper.Tally;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.Wait;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What `--json` writes: a line of JSON for each event.
///
/// | `event` | is |
/// |---|---|
/// | `job` | the first: `folder` is the job's |
/// | `notice` | something that people should know: `text` |
/// | `progress` | each second: counts, hosts that wait, how late the loop is |
/// | `end` | the last: counts, `stopped`, `problem` of the start page, `report` |
final class Events {
  private static final JsonFactory JSON = new JsonFactory();

  /// So many hosts that wait are listed.
  private static final int MOST_WAITS = 10;

  private Events() {}

  static String job(Object folder) {
    return event("job", json -> json.writeStringProperty("folder", folder.toString()));
  }

  static String notice(String text) {
    return event("notice", json -> json.writeStringProperty("text", text));
  }

  static String progress(Crawler crawler, Duration elapsed, Duration lag) {
    return event(
        "progress",
        json -> {
          counts(json, crawler, elapsed);
          json.writeNumberProperty("inFlight", crawler.inFlight());
          json.writeNumberProperty("waiting", crawler.tally().count(UrlState.PENDING));
          json.writeNumberProperty("lagP99Ms", lag.toMillis());
          waits(json, crawler);
        });
  }

  static String end(Outcome outcome) {
    return event(
        "end",
        json -> {
          counts(json, outcome.crawler(), outcome.took());
          json.writeBooleanProperty("stopped", outcome.stopped());
          json.writeStringProperty("problem", outcome.problem().orElse(null));
          json.writeStringProperty("folder", outcome.folder().toString());
          json.writeStringProperty("report", outcome.folder().report().toString());
        });
  }

  private static void counts(JsonGenerator json, Crawler crawler, Duration elapsed) {
    Tally tally = crawler.tally();
    json.writeNumberProperty("seconds", elapsed.toMillis() / 1_000.0);
    json.writeNumberProperty("pages", tally.pages());
    json.writeNumberProperty("seen", tally.seen());
    json.writeNumberProperty("retries", tally.retries());
    counts(json, "states", Figures.states(tally));
    counts(json, "statuses", tally.statuses());
  }

  private static void counts(JsonGenerator json, String name, Map<?, Integer> counts) {
    json.writeObjectPropertyStart(name);
    counts.forEach((key, count) -> json.writeNumberProperty(key.toString(), count));
    json.writeEndObject();
  }

  private static void waits(JsonGenerator json, Crawler crawler) {
    json.writeArrayPropertyStart("waits");
    for (Wait wait : crawler.waits().stream().limit(MOST_WAITS).toList()) {
      json.writeStartObject();
      json.writeStringProperty("host", wait.host());
      json.writeStringProperty("until", wait.until().toString());
      json.writeStringProperty("why", wait.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String event(String name, Consumer<JsonGenerator> rest) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("event", name);
      rest.accept(json);
      json.writeEndObject();
    }
    return line.toString();
  }
}
