package dev.baton.feed.websocket;

import static dev.baton.feed.websocket.Case.must;
import static dev.baton.feed.websocket.Case.should;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Chapter 7: how a connection is closed.
final class CloseCases {
  private static final int[] GOOD_CODES = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
  };

  private static final int[] BAD_CODES = {
    0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 32_768, 65_535
  };

  private CloseCases() {}

  static List<Case> closing() {
    List<Case> cases = new ArrayList<>(handshakes());
    cases.addAll(payloads());
    for (int code : GOOD_CODES) {
      cases.add(
          should(
              "7.7." + code,
              "answers code " + code + " with the same",
              peer -> {
                peer.sendClose(code, "");
                peer.expectClosing(code);
              }));
    }
    for (int code : BAD_CODES) {
      cases.add(
          must(
              "7.9." + code,
              "fails for code " + code,
              peer -> {
                peer.sendClose(code, "reason");
                peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
              }));
    }
    return cases;
  }

  private static List<Case> handshakes() {
    return List.of(
        must(
            "7.1.1",
            "echoes a message and closes",
            peer -> {
              peer.sendText("Hello World!");
              peer.expectText("Hello World!");
              peer.sendClose(1000, "");
              peer.expectClosing(1000);
            }),
        must(
            "7.1.2",
            "answers one of two close frames in one packet (the library loses the answer)",
            peer -> {
              peer.send(Wire.close(peer.role(), 1000, ""), Wire.close(peer.role(), 1000, ""));
              peer.expectClosing(1000);
            }),
        must(
            "7.1.3",
            "does not answer a ping after a close frame",
            peer -> {
              peer.send(Wire.close(peer.role(), 1000, ""), Wire.ping(peer.role(), "late"));
              peer.expectClosing(1000);
            }),
        must(
            "7.1.4",
            "does not echo a message after a close frame",
            peer -> {
              peer.send(Wire.close(peer.role(), 1000, ""), Wire.text(peer.role(), "late"));
              peer.expectClosing(1000);
            }),
        must(
            "7.1.5",
            "closes in the middle of a message, whose end comes too late",
            peer -> {
              peer.send(
                  Wire.frame(peer.role(), 1, Wire.utf8("first")),
                  Wire.close(peer.role(), 1000, ""),
                  Wire.frame(peer.role(), Wire.FIN, Wire.utf8("last")));
              peer.expectClosing(1000);
            }),
        must(
            "7.1.6",
            "answers a close frame behind 256 KiB of a message",
            peer -> {
              byte[] large = new byte[EchoServer.SETTINGS.maxMessage()];
              peer.send(Wire.binary(peer.role(), large), Wire.close(peer.role(), 1000, ""));
              RawPeer.Raw frame = peer.next();
              if (frame.first() == (Wire.FIN | 2)) {
                frame = peer.next();
              }
              peer.requireClosing(frame, 1000);
            }),
        must(
            "7.1.7",
            "takes bad bytes after a close frame for nothing",
            peer -> {
              peer.send(Wire.close(peer.role(), 1000, ""), new byte[] {-1, -1, -1, -1, -1});
              peer.expectClosing(1000);
            }),
        must(
            "7.1.8",
            "answers a close frame that comes byte by byte",
            peer -> {
              peer.sendChopped(1, Wire.close(peer.role(), 1001, "a reason"));
              peer.expectClosing(1001);
            }),
        must(
            "7.1.9",
            "loses no close frame to a reset though more comes after a bad frame",
            peer -> {
              peer.send(Wire.frame(peer.role(), Wire.FIN | 3, Wire.utf8("bad")), new byte[100_000]);
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }));
  }

  private static List<Case> payloads() {
    return List.of(
        must(
            "7.3.1",
            "answers a close frame without code",
            peer -> {
              peer.sendFrame(Wire.FIN | 8, "");
              peer.expectClosing(CloseCodes.NONE);
            }),
        must("7.3.2", "fails for half a code", fails("03", CloseCodes.PROTOCOL_ERROR)),
        must("7.3.3", "answers a code without reason", closes(1000, "")),
        must("7.3.4", "answers a code with a reason", closes(1000, "Hello World!")),
        must("7.3.5", "answers a reason of 123 bytes", closes(1000, "*".repeat(123))),
        must(
            "7.3.6",
            "fails for a reason of 124 bytes",
            peer -> {
              peer.sendClose(1000, "*".repeat(124));
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        must(
            "7.3.7",
            "answers a reason of many bytes a character",
            closes(4000, "\u20ac\ud83d\ude00")),
        must(
            "7.5.1",
            "fails for a reason that is not UTF-8 (the library forgets to close)",
            fails("03e8cebae1bdb9cf83cebcceb5eda080656469746564", CloseCodes.BAD_DATA)),
        must(
            "7.5.2",
            "fails for a reason that ends within a character",
            fails("03e8e282", CloseCodes.BAD_DATA)),
        must("7.5.3", "fails for a reason of bad bytes", fails("03e8ff", CloseCodes.BAD_DATA)),
        must(
            "7.5.4",
            "looks at the code before the reason",
            fails("03edff", CloseCodes.PROTOCOL_ERROR)));
  }

  private static Case.Script closes(int code, String reason) {
    return peer -> {
      peer.sendClose(code, reason);
      peer.expectClosing(code);
    };
  }

  private static Case.Script fails(String payload, int code) {
    return peer -> {
      peer.sendFrame(Wire.FIN | 8, HexFormat.of().parseHex(payload));
      peer.expectFailure(code);
    };
  }
}
