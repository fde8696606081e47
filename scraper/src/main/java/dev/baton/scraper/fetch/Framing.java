package dev.baton.scraper.fetch;

import java.util.List;
import java.util.Optional;
import okhttp3.Response;

/// How a server says where a body ends. If it says two things, or nothing that makes sense, nobody
/// knows what belongs to the page: OkHttp would guess.
final class Framing {
  private static final int MAX_SHOWN = 100;

  private Framing() {}

  /// What is wrong with it.
  static Optional<String> problem(Response response) {
    List<String> lengths = response.headers("Content-Length");
    List<String> encodings = response.headers("Transfer-Encoding");
    if (!encodings.isEmpty() && !lengths.isEmpty()) {
      return Optional.of("it has both a Content-Length and a Transfer-Encoding");
    }
    if (lengths.stream().distinct().count() > 1) {
      return Optional.of(
          "it has more than one Content-Length: " + shown(String.join(" and ", lengths)));
    }
    if (!lengths.isEmpty() && !lengths.getFirst().matches("\\d{1,18}")) {
      return Optional.of("its Content-Length is no length: " + shown(lengths.getFirst()));
    }
    return encodings.isEmpty() || encodings.size() == 1 && isChunked(encodings.getFirst())
        ? Optional.empty()
        : Optional.of(
            "its Transfer-Encoding is not chunked: " + shown(String.join(" and ", encodings)));
  }

  private static boolean isChunked(String encoding) {
    return encoding.equalsIgnoreCase("chunked");
  }

  private static String shown(String value) {
    return "\"" + Text.shortened(value, MAX_SHOWN) + "\"";
  }
}
