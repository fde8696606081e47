package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Packs text and bytes as servers do.
final class Packed {
  private interface Packer {
    OutputStream on(OutputStream out) throws IOException;
  }

  private Packed() {}

  static byte[] gzip(String text) {
    return gzip(text.getBytes(UTF_8));
  }

  static byte[] gzip(byte[] bytes) {
    return pack(bytes, GZIPOutputStream::new);
  }

  static byte[] zlib(byte[] bytes) {
    return pack(bytes, DeflaterOutputStream::new);
  }

  /// Deflate without the header of zlib.
  static byte[] bareDeflate(byte[] bytes) {
    return pack(bytes, out -> new DeflaterOutputStream(out, new Deflater(9, true)));
  }

  /// In `br`, without making it any shorter.
  ///
  /// @param bytes 65,536 at most
  static byte[] brotli(byte[] bytes) {
    int head = bytes.length - 1 << 4 | 1 << 20; // a window of 64 KiB; a block that is not packed
    byte[] first = {(byte) head, (byte) (head >> 8), (byte) (head >> 16)};
    return join(first, bytes, new byte[] {3}); // the last block, which is empty
  }

  /// In zstd, without making it any shorter.
  ///
  /// @param bytes 131,072 at most
  static byte[] zstd(byte[] bytes) {
    int head = bytes.length << 3 | 1; // the last block, which is not packed
    byte[] first = {
      0x28,
      (byte) 0xb5,
      0x2f,
      (byte) 0xfd,
      0,
      0x68,
      (byte) head,
      (byte) (head >> 8),
      (byte) (head >> 16)
    };
    return join(first, bytes);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] pack(byte[] bytes, Packer packer) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = packer.on(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
