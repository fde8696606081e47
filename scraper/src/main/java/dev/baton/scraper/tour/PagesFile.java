package dev.baton.scraper.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is in `pages.jsonl`.
///
/// @param pages by URL, in their order
/// @param twice the URLs that are there more than once
record PagesFile(Map<String, WrittenPage> pages, List<String> twice) {
  /// Reads it. This blocks: call it outside the loop.
  ///
  /// @throws IOException if it cannot be read, or a line of it is torn
  static PagesFile read(Path file) throws IOException {
    return read(file, "");
  }

  /// The same without the world's port in all URLs, which is never the same twice either.
  static PagesFile readWithoutPort(Path file, int port) throws IOException {
    return read(file, ":" + port);
  }

  private static PagesFile read(Path file, String leftOut) throws IOException {
    Map<String, WrittenPage> pages = new LinkedHashMap<>();
    List<String> twice = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      WrittenPage page = page(line.replace(leftOut, ""), file, ++number);
      if (pages.put(page.url(), page) != null) {
        twice.add(page.url());
      }
    }
    return new PagesFile(pages, twice);
  }

  private static WrittenPage page(String line, Path file, int number) throws IOException {
    try {
      JsonNode page = JsonMapper.shared().readTree(line);
      String url = page.required("url").asString();
      String title = page.required("title").isNull() ? null : page.required("title").asString();
      ((ObjectNode) page).remove("ms");
      return new WrittenPage(url, title, page.toString());
    } catch (JacksonException | ClassCastException torn) {
      throw new IOException("line %d of %s is torn".formatted(number, file), torn);
    }
  }
}
