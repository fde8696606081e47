package dev.baton.scraper.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/// Unpacks bombs, and prints what is said of each: to be run with a heap that is smaller than what
/// is in them.
final class SmallHeap {
  private static final int MIB = 1024 * 1024;

  private SmallHeap() {}

  /// @param files of others, each named after its encoding: `bomb-gzip.bin`
  public static void main(String[] files) throws IOException {
    print("deflate", zeros(256));
    for (String file : files) {
      String name = Path.of(file).getFileName().toString();
      print(name.replaceAll("bomb-|\\.bin", ""), Files.readAllBytes(Path.of(file)));
    }
  }

  private static void print(String encoding, byte[] bomb) {
    try {
      DecodedLimit limit = new DecodedLimit(AnswerReader.MAX_BODY, bomb.length);
      new ContentEncoding(List.of(encoding), true).undo(bomb, limit);
      System.out.println(encoding + ": undone");
    } catch (IOException refused) {
      System.out.println(encoding + ": " + refused.getMessage());
    }
  }

  private static byte[] zeros(int mib) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      for (int i = 0; i < mib; i++) {
        out.write(new byte[MIB]);
      }
    }
    return packed.toByteArray();
  }
}
