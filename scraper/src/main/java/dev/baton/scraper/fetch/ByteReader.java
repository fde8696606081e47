package dev.baton.scraper.fetch;

import dev.baton.scraper.Answer;
import dev.baton.scraper.fetch.DecodedLimit.TooLargeException;
import dev.baton.scraper.robots.Sitemaps;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Response;
import okio.BufferedSource;

/// Reads what was asked for as bytes: unpacked, also if the file itself is an archive of gzip, and
/// cut where there are too many.
final class ByteReader implements AnswerReader.BodyReader {
  /// How a file is packed that is an archive itself.
  private static final ContentEncoding ARCHIVE = new ContentEncoding(List.of("gzip"), false);

  private final int most;

  /// @param most how many bytes are wanted
  ByteReader(int most) {
    this.most = most;
  }

  /// @param cut whether there would be more
  private record Part(byte[] bytes, boolean cut) {}

  @Override
  public Answer read(Response response) throws IOException {
    CountedSockets.expect(most);
    Part sent = sent(response);
    DecodedLimit limit = new DecodedLimit(most, sent.bytes.length);
    Part file = undo(ContentEncoding.of(response), sent, limit);
    Part unpacked = Sitemaps.isGzip(file.bytes) ? undo(ARCHIVE, file, limit) : file;
    byte[] wanted = Arrays.copyOf(unpacked.bytes, Math.min(unpacked.bytes.length, most));
    return new Answer.Bytes(response.code(), wanted, unpacked.cut);
  }

  private Part sent(Response response) throws IOException {
    BufferedSource body = response.body().source();
    boolean cut = body.request(most + 1L);
    return new Part(cut ? body.readByteArray(most) : body.readByteArray(), cut);
  }

  private static Part undo(ContentEncoding encoding, Part packed, DecodedLimit limit)
      throws IOException {
    if (!packed.cut) {
      try {
        return new Part(encoding.undo(packed.bytes, limit), false);
      } catch (TooLargeException more) {
        // its beginning is what is wanted
      }
    }
    return new Part(encoding.beginning(packed.bytes, limit), true);
  }
}
