package dev.baton.feed.websocket;

import static dev.baton.feed.websocket.Case.must;
import static dev.baton.feed.websocket.Case.should;

import java.util.ArrayList;
import java.util.List;

/// Chapters 5 and 9: messages in several frames, and their limits.
final class FragmentCases {
  private FragmentCases() {}

  /// Chapter 5.
  static List<Case> fragments() {
    List<Case> cases =
        new ArrayList<>(
            List.of(
                fails("5.1", "a ping in two frames", frame(9, "a"), frame(0x80, "b")),
                fails("5.2", "a pong in two frames", frame(10, "a"), frame(0x80, "b")),
                fails("5.2.2", "a close frame without FIN", frame(8, "")),
                echoes("5.3", "a text in two frames", frame(1, "one "), frame(0x80, "two")),
                echoes(
                    "5.5",
                    "a text in three frames",
                    frame(1, "a"),
                    frame(0, "b"),
                    frame(0x80, "c")),
                echoes(
                    "5.5.2",
                    "a text with empty frames",
                    frame(1, ""),
                    frame(0, "b"),
                    frame(0, ""),
                    frame(0x80, "")),
                echoes(
                    "5.5.3",
                    "a text of empty frames only",
                    frame(1, ""),
                    frame(0, ""),
                    frame(0x80, "")),
                fails(
                    "5.9",
                    "a continuation with FIN and no beginning",
                    frame(0x80, "lost"),
                    frame(0x81, "x")),
                fails("5.10", "an empty continuation with FIN and no beginning", frame(0x80, "")),
                fails(
                    "5.12",
                    "a continuation without FIN and no beginning",
                    frame(0, "lost"),
                    frame(0x81, "x")),
                fails("5.13", "an empty continuation without FIN and no beginning", frame(0, "")),
                fails(
                    "5.14",
                    "a continuation after a whole message",
                    frame(0x81, "whole"),
                    frame(0x80, "lost")),
                fails(
                    "5.15",
                    "a continuation after a message in frames",
                    frame(1, "a"),
                    frame(0x80, "b"),
                    frame(0, "lost")),
                fails("5.18", "a text within a text", frame(1, "a"), frame(0x81, "b")),
                fails("5.18.2", "binary within a text", frame(1, "a"), frame(0x82, "b")),
                fails(
                    "5.18.3",
                    "a text in frames within binary",
                    frame(2, "a"),
                    frame(1, "b"),
                    frame(0x80, "c"))));
    cases.addAll(mixed());
    return cases;
  }

  private static List<Case> mixed() {
    return List.of(
        must(
            "5.4",
            "takes two frames byte by byte",
            peer -> {
              peer.sendChopped(
                  1,
                  Wire.frame(peer.role(), 1, Wire.utf8("one ")),
                  Wire.frame(peer.role(), 0x80, Wire.utf8("two")));
              peer.expectText("one two");
            }),
        must(
            "5.6",
            "answers a ping between two frames",
            peer -> {
              peer.sendFrame(1, "one ");
              peer.sendFrame(Wire.FIN | 9, "between");
              peer.expectPong("between");
              peer.sendFrame(Wire.FIN, "two");
              peer.expectText("one two");
            }),
        should(
            "5.7",
            "answers a ping between two frames before the message, all in one packet",
            peer -> {
              peer.send(
                  Wire.frame(peer.role(), 1, Wire.utf8("one ")),
                  Wire.ping(peer.role(), "between"),
                  Wire.frame(peer.role(), 0x80, Wire.utf8("two")));
              peer.expectPong("between");
              peer.expectText("one two");
            }),
        must(
            "5.8",
            "takes a ping between two frames byte by byte",
            peer -> {
              peer.sendChopped(
                  1,
                  Wire.frame(peer.role(), 1, Wire.utf8("one ")),
                  Wire.ping(peer.role(), "between"),
                  Wire.frame(peer.role(), 0x80, Wire.utf8("two")));
              peer.expectPong("between");
              peer.expectText("one two");
            }),
        must(
            "5.16",
            "closes in the middle of a message",
            peer -> {
              peer.sendFrame(1, "never ended");
              peer.sendClose(CloseCodes.GOING_AWAY, "");
              peer.expectClosing(CloseCodes.GOING_AWAY);
            }),
        must(
            "5.17",
            "answers pings among all frames of a message",
            peer -> {
              peer.sendFrame(2, "");
              for (int i = 0; i < 5; i++) {
                peer.sendFrame(Wire.FIN | 9, "ping " + i);
                peer.expectPong("ping " + i);
                peer.sendFrame(0, "x");
              }
              peer.sendFrame(Wire.FIN, "y");
              peer.expectBinary(Wire.utf8("xxxxxy"));
            }),
        must(
            "5.19",
            "keeps messages apart",
            peer -> {
              peer.sendFrame(1, "a");
              peer.sendFrame(Wire.FIN, "b");
              peer.sendFrame(2, "c");
              peer.sendFrame(Wire.FIN, "d");
              peer.expectText("ab");
              peer.expectBinary(Wire.utf8("cd"));
            }));
  }

  private record Part(int first, String payload) {}

  private static Part frame(int first, String payload) {
    return new Part(first, payload);
  }

  private static Case fails(String id, String name, Part... parts) {
    return must(
        id,
        "fails for " + name,
        peer -> {
          for (Part part : parts) {
            peer.sendFrame(part.first(), part.payload());
          }
          RawPeer.Raw frame = peer.next();
          if (frame.first() == (Wire.FIN | 1)) { // what was good before it may be echoed
            frame = peer.next();
          }
          peer.requireFailure(frame, CloseCodes.PROTOCOL_ERROR);
        });
  }

  private static Case echoes(String id, String name, Part... parts) {
    return must(
        id,
        "echoes " + name,
        peer -> {
          StringBuilder whole = new StringBuilder();
          for (Part part : parts) {
            peer.sendFrame(part.first(), part.payload());
            whole.append(part.payload());
          }
          peer.expectText(whole.toString());
          peer.sendClose(CloseCodes.NORMAL, "");
          peer.expectClosing(CloseCodes.NORMAL);
        });
  }

  /// Chapter 9: the ends under test take 256 KiB in 1,000 frames.
  static List<Case> limits() {
    int most = EchoServer.SETTINGS.maxMessage();
    int mostFrames = EchoServer.SETTINGS.maxFrames();
    return List.of(
        must("9.1.1", "echoes a text of the largest size", largest(1, most)),
        must("9.1.2", "echoes binary of the largest size", largest(2, most)),
        must(
            "9.1.3",
            "closes with 1009 for one byte more, before that has come",
            peer -> {
              peer.send(Wire.frame(peer.role(), 0x81, most + 1, 8, new byte[0]));
              peer.expectFailure(CloseCodes.TOO_LARGE);
            }),
        must(
            "9.2.1",
            "closes with 1009 for one byte more in two frames",
            peer -> {
              peer.sendFrame(2, new byte[most]);
              peer.send(Wire.frame(peer.role(), 0, 1, 0, new byte[0]));
              peer.expectFailure(CloseCodes.TOO_LARGE);
            }),
        must(
            "9.2.2",
            "echoes the largest size in many frames",
            peer -> {
              int frames = 64;
              for (int i = 0; i < frames; i++) {
                peer.sendFrame(first(2, i, frames), new byte[most / frames]);
              }
              peer.expectBinary(new byte[most]);
            }),
        must(
            "9.3.1",
            "echoes a message in the largest number of frames",
            peer -> {
              for (int i = 0; i < mostFrames; i++) {
                peer.sendFrame(first(1, i, mostFrames), "");
              }
              peer.expectText("");
            }),
        must(
            "9.3.2",
            "closes with 1009 for one empty frame more (Java-WebSocket #1508, ws #2329)",
            peer -> {
              for (int i = 0; i <= mostFrames; i++) {
                peer.sendFrame(i == 0 ? 1 : 0, "");
              }
              peer.expectFailure(CloseCodes.TOO_LARGE);
            }),
        must(
            "9.4",
            "echoes 1,000 messages in order",
            peer -> {
              for (int i = 0; i < 1_000; i++) {
                peer.sendText("message " + i);
              }
              for (int i = 0; i < 1_000; i++) {
                peer.expectText("message " + i);
              }
            }));
  }

  private static int first(int opcode, int index, int count) {
    return (index == 0 ? opcode : 0) | (index == count - 1 ? Wire.FIN : 0);
  }

  private static Case.Script largest(int opcode, int size) {
    return peer -> {
      byte[] payload = new byte[size];
      peer.sendFrame(Wire.FIN | opcode, payload);
      RawPeer.Raw echo = peer.next();
      org.assertj.core.api.Assertions.assertThat(echo.first()).isEqualTo(Wire.FIN | opcode);
      org.assertj.core.api.Assertions.assertThat(echo.payload()).isEqualTo(payload);
    };
  }
}
