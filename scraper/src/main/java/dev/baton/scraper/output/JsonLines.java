package dev.baton.scraper.output;

import dev.baton.scraper.Page;
import dev.baton.scraper.PageRow;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
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
/// | `type` | what came if it is no page: `image/png`, or `unknown`; null for pages |
///
/// The streaming API of Jackson is all that nine fields need, and is ready sooner than data
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
    json.writeStringProperty("type", page.type());
    json.writeEndObject();
  }

  static void writeStatus(int status, JsonGenerator json) {
    if (status == 0) {
      json.writeNull();
    } else {
      json.writeNumber(status);
    }
  }

  /// Reads a line again.
  ///
  /// @throws JacksonException if it is none
  static PageRow page(String line) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      Fields fields = new Fields();
      json.nextToken();
      for (String name; (name = json.nextName()) != null; ) {
        json.nextToken();
        fields.read(name, json);
      }
      return fields.page();
    }
  }

  private static final class Fields {
    private String url;
    private int status;
    private String title;
    private final List<String> links = new ArrayList<>();
    private long millis;
    private String error;
    private int depth;
    private String usage;
    private String type;

    void read(String name, JsonParser json) {
      switch (name) {
        case "url" -> url = json.getString();
        case "status" -> status = json.getValueAsInt();
        case "title" -> title = json.getValueAsString();
        case "links" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            links.add(json.getString());
          }
        }
        case "ms" -> millis = json.getLongValue();
        case "error" -> error = json.getValueAsString();
        case "depth" -> depth = json.getIntValue();
        case "usage" -> usage = json.getValueAsString();
        case "type" -> type = json.getValueAsString();
        default -> json.skipChildren();
      }
    }

    PageRow page() {
      return new PageRow(url, status, title, links, millis, error, depth, usage, type);
    }
  }
}
