package dev.baton.scraper.fetch;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/// What a server has done to a body on its way, and how to undo it.
///
/// A body that cannot be unpacked is an error and is not parsed: packed bytes, read as HTML, look
/// like a page without links, or with links that do not exist.
///
/// Like browsers, this takes `br` and `zstd` only where it asks for them, which is over TLS: on the
/// way through plain HTTP there are machines that spoil what they do not know.
///
/// @param names what was done, in this order; in lower case
/// @param secure whether it came over TLS
record ContentEncoding(List<String> names, boolean secure) {
  private static final String ACCEPTED = "gzip";

  private static final Map<String, Unpacker.Format> FORMATS =
      Map.of(
          "gzip", Unpacker.Format.GZIP,
          "x-gzip", Unpacker.Format.GZIP,
          "deflate", Unpacker.Format.DEFLATE,
          "br", Unpacker.Format.BROTLI,
          "zstd", Unpacker.Format.ZSTD);

  /// As often as curl does it.
  private static final int MAX_LAYERS = 5;

  private static final int MAX_NAME = 100;

  /// What is asked for. Some servers send something else.
  static String accepted(HttpUrl url) {
    if (!url.isHttps()) {
      return ACCEPTED;
    }
    return Zstd.isThere() ? ACCEPTED + ", br, zstd" : ACCEPTED + ", br";
  }

  static ContentEncoding of(Response response) {
    List<String> headers = response.headers("Content-Encoding");
    return new ContentEncoding(
        headers.isEmpty() ? List.of() : names(String.join(",", headers)),
        response.request().isHttps());
  }

  private static List<String> names(String header) {
    return Arrays.stream(header.split(","))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty() && !name.equals("identity"))
        .toList();
  }

  /// @param limit of the results of all layers
  /// @throws IOException saying what is wrong
  byte[] undo(byte[] body, DecodedLimit limit) throws IOException {
    if (body.length == 0) {
      return body; // some servers name an encoding for no bytes at all
    }
    requireFewLayers();
    byte[] undone = body;
    for (String name : names.reversed()) {
      undone = new Unpacker(format(name), undone, limit).all();
    }
    return undone;
  }

  /// Undoes as much as it can of a body that may be cut anywhere. Nothing comes of what cannot be
  /// undone.
  ///
  /// @param limit of the result of each layer; it may be exceeded a little
  byte[] beginning(byte[] body, DecodedLimit limit) {
    try {
      requireFewLayers();
      byte[] undone = body;
      for (String name : names.reversed()) {
        undone = new Unpacker(format(name), undone, limit).beginning();
      }
      return undone;
    } catch (IOException cannotBeUndone) {
      return new byte[0];
    }
  }

  private void requireFewLayers() throws IOException {
    if (names.size() > MAX_LAYERS) {
      throw BadAnswerException.encoding(
          "the page is packed " + names.size() + " times; at most " + MAX_LAYERS + " are undone");
    }
  }

  private Unpacker.Format format(String name) throws IOException {
    return Optional.ofNullable(FORMATS.get(name))
        .filter(this::isTaken)
        .orElseThrow(
            () ->
                BadAnswerException.encoding(
                    "the page has the encoding "
                        + Text.shortened(name, MAX_NAME)
                        + ", which was not asked for and cannot be undone"));
  }

  private boolean isTaken(Unpacker.Format format) {
    return switch (format) {
      case GZIP, DEFLATE -> true;
      case BROTLI -> secure;
      case ZSTD -> secure && Zstd.isThere();
    };
  }
}
