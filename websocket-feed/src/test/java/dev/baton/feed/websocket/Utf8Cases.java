package dev.baton.feed.websocket;

import static dev.baton.feed.websocket.Case.must;
import static dev.baton.feed.websocket.Case.should;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Chapter 6: texts are UTF-8, whatever frames they come in.
final class Utf8Cases {
  /// The Greek word of Markus Kuhn's test file, and more.
  private static final String KOSME = "\u03ba\u1f79\u03c3\u03bc\u03b5";

  private static final String[] GOOD = {
    "48656c6c6f",
    "ceba",
    "cebae1bdb9cf83cebcceb5",
    "00",
    "7f",
    "c280",
    "dfbf",
    "e0a080",
    "efbfbf",
    "efbfbe",
    "efbfbd",
    "ee8080",
    "ed9fbf",
    "f0908080",
    "f48fbfbf",
    "f09fbfbe",
    "f0bfbfbf",
    "f18fbfbe",
    "f3bfbfbf",
    "efb790",
    "f09f9880",
    "c3a4e282acf09d849e"
  };

  private static final String[] BAD = {
    "80",
    "bf",
    "8080",
    "80bf80bf",
    "c0",
    "c080",
    "c0af",
    "c1bf",
    "c220",
    "c2",
    "df",
    "e0",
    "e080af",
    "e09fbf",
    "e0a0",
    "e120",
    "ed",
    "eda080",
    "edad7f",
    "edadbf",
    "edae80",
    "edafbf",
    "edb080",
    "edbe80",
    "edbfbf",
    "eda080edb080",
    "edafbfedbfbf",
    "ef",
    "efbf",
    "f0",
    "f080",
    "f08080af",
    "f08fbfbf",
    "f09080",
    "f0902080",
    "f4908080",
    "f5808080",
    "f7bfbfbf",
    "f8",
    "f888808080",
    "fbbfbfbfbf",
    "fc84808080",
    "fc8480808080",
    "fdbfbfbfbfbf",
    "fe",
    "ff",
    "fefeffff",
    "cebae1bdb9cf83cebcceb5eda080656469746564",
    "cebae1bdb9cf83cebcceb580656469746564",
    "cebae1bdb9cf83cebcceb5f4908080656469746564"
  };

  private Utf8Cases() {}

  static List<Case> texts() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < GOOD.length; i++) {
      byte[] text = HexFormat.of().parseHex(GOOD[i]);
      cases.add(must("6.1." + (i + 1), "echoes " + GOOD[i] + " in one frame", whole(text)));
      cases.add(
          must(
              "6.2." + (i + 1),
              "echoes " + GOOD[i] + " in frames of one byte",
              peer -> {
                sendInFrames(peer, text);
                expect(peer, text);
              }));
    }
    for (int i = 0; i < BAD.length; i++) {
      byte[] text = HexFormat.of().parseHex(BAD[i]);
      cases.add(
          must(
              "6.3." + (i + 1),
              "closes with 1007 for " + BAD[i] + " in one frame",
              peer -> {
                peer.sendFrame(Wire.FIN | 1, text);
                peer.expectFailure(CloseCodes.BAD_DATA);
              }));
    }
    for (int i = 0; i < BAD.length; i += 3) {
      byte[] text = HexFormat.of().parseHex(BAD[i]);
      cases.add(
          must(
              "6.4." + (i + 1),
              "closes with 1007 for " + BAD[i] + " in frames of one byte",
              peer -> {
                sendInFrames(peer, text);
                peer.expectFailure(CloseCodes.BAD_DATA);
              }));
    }
    cases.addAll(earlyFailures());
    return cases;
  }

  private static Case.Script whole(byte[] text) {
    return peer -> {
      peer.sendFrame(Wire.FIN | 1, text);
      expect(peer, text);
    };
  }

  private static void expect(RawPeer peer, byte[] text) throws java.io.IOException {
    peer.expectText(new String(text, StandardCharsets.UTF_8));
  }

  private static void sendInFrames(RawPeer peer, byte[] text) throws java.io.IOException {
    byte[][] frames = new byte[text.length][];
    for (int i = 0; i < text.length; i++) {
      int first = (i == 0 ? 1 : 0) | (i == text.length - 1 ? Wire.FIN : 0);
      frames[i] = Wire.frame(peer.role(), first, new byte[] {text[i]});
    }
    peer.send(frames);
  }

  private static List<Case> earlyFailures() {
    byte[] bad =
        Wire.join(Wire.utf8(KOSME), HexFormat.of().parseHex("f4908080"), Wire.utf8("edited"));
    return List.of(
        should(
            "6.5.1",
            "fails at the frame with the bad byte, before the last frame",
            peer -> {
              peer.sendFrame(1, Wire.utf8(KOSME));
              peer.sendFrame(0, HexFormat.of().parseHex("f4908080"));
              peer.expectFailure(CloseCodes.BAD_DATA);
            }),
        should(
            "6.5.2",
            "fails at the bad byte within a frame that has not come whole",
            peer -> {
              byte[] frame = Wire.frame(peer.role(), Wire.FIN | 1, bad);
              peer.send(Arrays.copyOf(frame, frame.length - 8));
              peer.expectFailure(CloseCodes.BAD_DATA);
            }),
        should(
            "6.5.3",
            "fails at the second byte of a character that can be none",
            peer -> {
              peer.sendFrame(1, HexFormat.of().parseHex("eda0"));
              peer.expectFailure(CloseCodes.BAD_DATA);
            }),
        must(
            "6.6.1",
            "fails for a text that ends in the middle of a character in its last frame",
            peer -> {
              peer.sendFrame(1, Wire.utf8("abc"));
              peer.sendFrame(Wire.FIN, HexFormat.of().parseHex("e282"));
              peer.expectFailure(CloseCodes.BAD_DATA);
            }),
        must(
            "6.6.2",
            "does not look for UTF-8 in binary",
            peer -> {
              byte[] bytes = HexFormat.of().parseHex("fffe80c0");
              peer.send(Wire.binary(peer.role(), bytes));
              peer.expectBinary(bytes);
            }),
        must(
            "6.6.3",
            "does not look for UTF-8 in pings within a text",
            peer -> {
              peer.sendFrame(1, HexFormat.of().parseHex("e282"));
              peer.sendFrame(Wire.FIN | 9, HexFormat.of().parseHex("ff"));
              peer.next();
              peer.sendFrame(Wire.FIN, HexFormat.of().parseHex("ac"));
              peer.expectText("\u20ac");
            }),
        must(
            "6.6.4",
            "takes a large text with characters of all lengths, byte by byte in part",
            peer -> {
              String text = (KOSME + "\u00e9x\ud83d\ude00").repeat(3_000);
              byte[] frame = Wire.text(peer.role(), text);
              peer.sendChopped(1, Arrays.copyOf(frame, 100));
              peer.sendChopped(1_021, Arrays.copyOfRange(frame, 100, frame.length));
              peer.expectText(text);
            }));
  }
}
