package dev.baton.scraper.fetch;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import okhttp3.Response;

/// What a server has done to a body on its way, and how to undo it.
///
/// A body that cannot be unpacked is an error and is not parsed: packed bytes, read as HTML, look
/// like a page without links, or with links that do not exist.
///
/// @param names what was done, in this order; in lower case
record ContentEncoding(List<String> names) {
  /// What is asked for. Some servers send something else.
  static final String ACCEPTED = "gzip";

  /// As often as curl does it.
  private static final int MAX_LAYERS = 5;

  private static final int MAX_NAME = 100;

  static ContentEncoding of(Response response) {
    return new ContentEncoding(
        Arrays.stream(String.join(",", response.headers("Content-Encoding")).split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty() && !name.equals("identity"))
            .toList());
  }

  /// @param most the largest result, in bytes
  /// @throws IOException saying what is wrong
  byte[] undo(byte[] body, int most) throws IOException {
    if (body.length == 0) {
      return body; // some servers name an encoding for no bytes at all
    }
    requireFewLayers();
    byte[] undone = body;
    for (String name : names.reversed()) {
      undone = unpacker(name, undone, most).all();
    }
    return undone;
  }

  /// Undoes as much as it can of a body that may be cut anywhere. Nothing comes of what cannot be
  /// undone.
  ///
  /// @param enough how many bytes of each layer are wanted; there may be a few more
  byte[] beginning(byte[] body, int enough) {
    try {
      requireFewLayers();
      byte[] undone = body;
      for (String name : names.reversed()) {
        undone = unpacker(name, undone, enough).beginning();
      }
      return undone;
    } catch (IOException cannotBeUndone) {
      return new byte[0];
    }
  }

  private void requireFewLayers() throws IOException {
    if (names.size() > MAX_LAYERS) {
      throw new BadAnswerException(
          "the page is packed " + names.size() + " times; at most " + MAX_LAYERS + " are undone");
    }
  }

  private static Unpacker unpacker(String name, byte[] body, int most) throws IOException {
    return switch (name) {
      case "gzip", "x-gzip" -> Unpacker.gzip(body, most);
      case "deflate" -> Unpacker.deflate(body, most);
      default ->
          throw new BadAnswerException(
              "the page has the encoding "
                  + Text.shortened(name, MAX_NAME)
                  + ", which was not asked for and cannot be undone");
    };
  }
}
