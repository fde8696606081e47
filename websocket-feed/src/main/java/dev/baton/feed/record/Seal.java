package dev.baton.feed.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.terminal.SafeText;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The checksum of a line: its last member, `"c"`, is the CRC-32C of all bytes before that member,
/// as eight hexadecimal digits.
///
/// ```text
///  {"op":"ev","ch":"host.cpu","epoch":"k3f9","seq":7,"ts":0,"d":{"load":0.5},"c":"1a2b3c4d"}
///  |<------------------------- these bytes ------------------------------->|
/// ```
///
/// No byte of a line can change unseen: what is not in the sum has one form only.
final class Seal {
  private static final byte[] BEFORE = ",\"c\":\"".getBytes(US_ASCII);
  private static final byte[] BEHIND = "\"}".getBytes(US_ASCII);
  private static final int DIGITS = 8;

  /// So many bytes more than the JSON has a line without its end.
  static final int LENGTH = BEFORE.length + DIGITS + BEHIND.length - 1;

  private static final int SHOWN = 40;

  private Seal() {}

  /// The line of a JSON object that has members, with its end.
  static byte[] line(String json) {
    byte[] object = json.getBytes(UTF_8);
    int summed = object.length - 1;
    byte[] line = Arrays.copyOf(object, object.length + LENGTH + 1);
    int at = put(BEFORE, line, summed);
    at = put(digits(line, summed), line, at);
    at = put(BEHIND, line, at);
    line[at] = '\n';
    return line;
  }

  private static int put(byte[] part, byte[] line, int at) {
    System.arraycopy(part, 0, line, at, part.length);
    return at + part.length;
  }

  private static byte[] digits(byte[] line, int summed) {
    CRC32C sum = new CRC32C();
    sum.update(line, 0, summed);
    return "%08x".formatted(sum.getValue()).getBytes(US_ASCII);
  }

  /// The JSON object of a line.
  ///
  /// @param line without its end
  static String json(byte[] line) throws BadLineException {
    int summed = line.length - LENGTH - 1;
    if (summed < 1 || !hasForm(line, summed)) {
      throw new BadLineException("does not end with a checksum, but with " + end(line));
    }
    byte[] said = Arrays.copyOfRange(line, summed + BEFORE.length, line.length - BEHIND.length);
    byte[] sum = digits(line, summed);
    if (!Arrays.equals(said, sum)) {
      throw new BadLineException(
          "has the checksum %s, but its bytes give %s"
              .formatted(shown(said, 0), new String(sum, US_ASCII)));
    }
    return new String(line, 0, summed, UTF_8) + "}";
  }

  private static boolean hasForm(byte[] line, int summed) {
    int behind = line.length - BEHIND.length;
    return Arrays.equals(line, summed, summed + BEFORE.length, BEFORE, 0, BEFORE.length)
        && Arrays.equals(line, behind, line.length, BEHIND, 0, BEHIND.length);
  }

  private static String end(byte[] line) {
    return line.length == 0 ? "nothing" : shown(line, Math.max(0, line.length - SHOWN));
  }

  private static String shown(byte[] line, int from) {
    return SafeText.escape(new String(line, from, line.length - from, UTF_8));
  }
}
