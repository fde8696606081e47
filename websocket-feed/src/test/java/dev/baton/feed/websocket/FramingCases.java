package dev.baton.feed.websocket;

import static dev.baton.feed.websocket.Case.must;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Chapters 1, 3, 4 and 10: messages of all lengths, reserved bits, opcodes, and what a header may
/// say.
final class FramingCases {
  private static final int[] SIZES = {0, 1, 125, 126, 127, 128, 65_535, 65_536, 200_000};
  private static final int[] CHOPS = {1, 3, 997};

  private FramingCases() {}

  /// Chapter 1.
  static List<Case> messages() {
    List<Case> cases = new ArrayList<>();
    int number = 0;
    for (int size : SIZES) {
      number++;
      String text = "*".repeat(size);
      cases.add(must("1.1." + number, "echoes a text of " + size + " bytes", echoText(text)));
      byte[] bytes = bytes(size);
      cases.add(must("1.2." + number, "echoes " + size + " bytes of binary", echoBinary(bytes)));
    }
    number = 0;
    for (int chop : CHOPS) {
      int size = chop == 1 ? 300 : 65_536;
      number++;
      cases.add(
          must(
              "1.3." + number,
              "takes a text of " + size + " bytes in pieces of " + chop,
              peer -> {
                String text = "x".repeat(size);
                peer.sendChopped(chop, Wire.text(peer.role(), text));
                peer.expectText(text);
              }));
    }
    return cases;
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(count).nextBytes(bytes);
    return bytes;
  }

  private static Case.Script echoText(String text) {
    return peer -> {
      peer.sendText(text);
      peer.expectText(text);
      peer.sendClose(CloseCodes.NORMAL, "");
      peer.expectClosing(CloseCodes.NORMAL);
    };
  }

  private static Case.Script echoBinary(byte[] bytes) {
    return peer -> {
      peer.send(Wire.binary(peer.role(), bytes));
      peer.expectBinary(bytes);
      peer.sendClose(CloseCodes.NORMAL, "");
      peer.expectClosing(CloseCodes.NORMAL);
    };
  }

  /// Chapter 3.
  static List<Case> reservedBits() {
    List<Case> cases = new ArrayList<>();
    for (int bits = 1; bits <= 7; bits++) {
      int first = bits << 4;
      for (int opcode : new int[] {0, 1, 2, 8, 9, 10}) {
        cases.add(
            must(
                "3." + bits + "." + opcode,
                "fails for the reserved bits " + bits + " on " + Opcode.name(opcode),
                peer -> {
                  peer.sendFrame(Wire.FIN | first | opcode, "");
                  peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
                }));
      }
    }
    cases.add(
        must(
            "3.8",
            "fails for a reserved bit right after a good message",
            peer -> {
              peer.send(
                  Wire.text(peer.role(), "good"),
                  Wire.frame(peer.role(), Wire.FIN | Wire.RSV1 | 1, Wire.utf8("bad")));
              peer.expectClose(CloseCodes.PROTOCOL_ERROR);
            }));
    return cases;
  }

  /// Chapter 4.
  static List<Case> opcodes() {
    List<Case> cases = new ArrayList<>();
    for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
      int group = opcode < 8 ? 1 : 2;
      cases.add(
          must(
              "4." + group + "." + opcode + ".1",
              "fails for opcode " + opcode + " without payload",
              peer -> {
                peer.sendFrame(Wire.FIN | opcode, "");
                peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
              }));
      cases.add(
          must(
              "4." + group + "." + opcode + ".2",
              "fails for opcode " + opcode + " after a message",
              peer -> {
                peer.sendText("before");
                peer.expectText("before");
                peer.send(
                    Wire.frame(peer.role(), Wire.FIN | opcode, Wire.utf8("payload")),
                    Wire.text(peer.role(), "after"));
                peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
              }));
    }
    return cases;
  }

  /// Chapter 10, of our own: masks and lengths (RFC 6455, 5.1 and 5.2).
  static List<Case> headers() {
    return List.of(
        must(
            "10.1",
            "fails for a mask that is wrong for this end",
            peer -> {
              peer.send(Wire.text(other(peer), "wrong"));
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        must(
            "10.2",
            "fails for a ping whose mask is wrong for this end",
            peer -> {
              peer.send(Wire.ping(other(peer), ""));
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        must(
            "10.3",
            "fails for a close frame whose mask is wrong for this end",
            peer -> {
              peer.send(Wire.close(other(peer), 1000, ""));
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        badLength("10.4", "a length of 0 in two bytes", 0, 2),
        badLength("10.5", "a length of 125 in two bytes", 125, 2),
        badLength("10.6", "a length of 125 in eight bytes", 125, 8),
        badLength("10.7", "a length of 126 in eight bytes", 126, 8),
        badLength("10.8", "a length of 65,535 in eight bytes", 65_535, 8),
        badLength("10.9", "a length with the highest bit set", Long.MIN_VALUE | 70_000, 8),
        badLength("10.10", "a length of -1", -1, 8),
        must(
            "10.11",
            "closes with 1009 for a length of 2^62 before anything of it comes",
            peer -> {
              peer.send(Wire.frame(peer.role(), Wire.FIN | 2, 1L << 62, 8, new byte[0]));
              peer.expectFailure(CloseCodes.TOO_LARGE);
            }),
        must(
            "10.12",
            "closes with 1009 for a length of 2^31",
            peer -> {
              peer.send(Wire.frame(peer.role(), Wire.FIN | 1, 1L << 31, 8, new byte[0]));
              peer.expectFailure(CloseCodes.TOO_LARGE);
            }),
        must(
            "10.13",
            "takes a header byte by byte",
            peer -> {
              String text = "y".repeat(70_000);
              byte[] frame = Wire.text(peer.role(), text);
              peer.sendChopped(1, java.util.Arrays.copyOf(frame, 20));
              peer.send(java.util.Arrays.copyOfRange(frame, 20, frame.length));
              peer.expectText(text);
            }),
        must(
            "10.14",
            "takes many messages in one packet",
            peer -> {
              byte[][] frames = new byte[100][];
              for (int i = 0; i < frames.length; i++) {
                frames[i] = Wire.text(peer.role(), "message " + i);
              }
              peer.send(frames);
              for (int i = 0; i < frames.length; i++) {
                peer.expectText("message " + i);
              }
            }));
  }

  private static Role other(RawPeer peer) {
    return peer.role() == Role.CLIENT ? Role.SERVER : Role.CLIENT;
  }

  private static Case badLength(String id, String name, long length, int lengthBytes) {
    return must(
        id,
        "fails for " + name,
        peer -> {
          peer.send(Wire.frame(peer.role(), Wire.FIN | 2, length, lengthBytes, new byte[0]));
          peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
        });
  }
}
