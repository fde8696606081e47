package dev.baton.scraper.output;

import dev.baton.scraper.Page;
import dev.baton.scraper.PageRow;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The output format: one page, one line of JSON.
///
/// | field | is |
/// |---|---|
/// | `url` | what was asked for |
/// | `status` | of the answer; null if none came |
/// | `title` | of the page; null if it has none or was not parsed |
/// | `links` | where it leads, each once, also to other sites; a redirect's one link is its target |
/// | `ms` | milliseconds from the request to the end of the answer |
/// | `error` | why there is no page, or only a part of it; null if all is well |
/// | `depth` | how many links lead to it from a start |
/// | `usage` | what its site and itself say of its use (`Content-Signal`, `Content-Usage`); null if nothing |
///
/// The streaming API of Jackson is all that eight fields need, and is ready sooner than data
/// binding.
public final class JsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLines() {}

  /// The line of a page, without its line break.
  public static String line(Page page) {
    return line(PageRow.of(page));
  }

  static String line(PageRow page) {
    return line(json -> write(page, json));
  }

  static String line(Consumer<JsonGenerator> content) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      content.accept(json);
    }
    return line.toString();
  }

  private static void write(PageRow page, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("url", page.url());
    json.writeName("status");
    writeStatus(page.status(), json);
    json.writeStringProperty("title", page.title());
    json.writeArrayPropertyStart("links");
    page.links().forEach(json::writeString);
    json.writeEndArray();
    json.writeNumberProperty("ms", page.millis());
    json.writeStringProperty("error", page.error());
    json.writeNumberProperty("depth", page.depth());
    json.writeStringProperty("usage", page.usage());
    json.writeEndObject();
  }

  static void writeStatus(int status, JsonGenerator json) {
    if (status == 0) {
      json.writeNull();
    } else {
      json.writeNumber(status);
    }
  }
}
