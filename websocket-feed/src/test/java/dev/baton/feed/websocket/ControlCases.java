package dev.baton.feed.websocket;

import static dev.baton.feed.websocket.Case.must;
import static dev.baton.feed.websocket.Case.should;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/// Chapter 2: pings and pongs.
final class ControlCases {
  private static final String LONGEST = "p".repeat(125);

  private ControlCases() {}

  static List<Case> pingsAndPongs() {
    return List.of(
        must("2.1", "answers a ping without payload", ping("")),
        must("2.2", "answers a ping with its payload", ping("Hello, world!")),
        must(
            "2.3",
            "answers a ping with bytes that are no text",
            peer -> {
              byte[] payload = {0, (byte) 0xff, (byte) 0xfe, (byte) 0xfd, 0, (byte) 0xff};
              peer.sendFrame(Wire.FIN | 9, payload);
              RawPeer.Raw pong = peer.next();
              assertThat(pong.first()).isEqualTo(Wire.FIN | 10);
              assertThat(pong.payload()).isEqualTo(payload);
            }),
        must("2.4", "answers a ping of 125 bytes", ping(LONGEST)),
        must(
            "2.5",
            "fails for a ping of 126 bytes",
            peer -> {
              peer.sendFrame(Wire.FIN | 9, LONGEST + "p");
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        must(
            "2.5.2",
            "fails for a pong of 126 bytes",
            peer -> {
              peer.sendFrame(Wire.FIN | 10, LONGEST + "p");
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        must(
            "2.5.3",
            "fails for a ping whose length is in eight bytes",
            peer -> {
              peer.send(Wire.frame(peer.role(), Wire.FIN | 9, 70_000, 8, new byte[0]));
              peer.expectFailure(CloseCodes.PROTOCOL_ERROR);
            }),
        must(
            "2.6",
            "answers a ping that comes byte by byte",
            peer -> {
              peer.sendChopped(1, Wire.ping(peer.role(), LONGEST));
              peer.expectPong(LONGEST);
            }),
        must("2.7", "passes over a pong that nobody asked for", pong("")),
        must("2.8", "passes over such a pong with payload", pong("unsolicited")),
        must("2.8.2", "passes over a pong of 8 bytes, as ours have", pong("12345678")),
        must(
            "2.9",
            "answers a ping after a pong that nobody asked for",
            peer -> {
              peer.send(Wire.pong(peer.role(), "unsolicited"), Wire.ping(peer.role(), "ping"));
              peer.expectPong("ping");
            }),
        must(
            "2.10",
            "answers the newest of ten pings in one packet",
            peer -> {
              peer.send(tenPings(peer.role()));
              String last;
              do {
                last = peer.next().text();
              } while (!last.equals("payload-9"));
            }),
        should(
            "2.10.2",
            "answers each of ten pings in one packet",
            peer -> {
              peer.send(tenPings(peer.role()));
              for (int i = 0; i < 10; i++) {
                peer.expectPong("payload-" + i);
              }
            }),
        must(
            "2.11",
            "answers the newest of ten pings that come byte by byte",
            peer -> {
              peer.sendChopped(1, tenPings(peer.role()));
              String last;
              do {
                last = peer.next().text();
              } while (!last.equals("payload-9"));
            }),
        must(
            "2.12",
            "answers ten pings one after the other",
            peer -> {
              for (int i = 0; i < 10; i++) {
                peer.sendFrame(Wire.FIN | 9, "ping " + i);
                peer.expectPong("ping " + i);
              }
            }),
        should(
            "2.13",
            "answers a ping ahead of messages that wait",
            peer -> {
              byte[] large = new byte[200_000];
              peer.send(
                  Wire.binary(peer.role(), large),
                  Wire.binary(peer.role(), large),
                  Wire.ping(peer.role(), "now"));
              int seen = 0;
              while (peer.next().first() != (Wire.FIN | 10)) {
                seen++;
              }
              assertThat(seen).isLessThanOrEqualTo(2);
            }));
  }

  private static byte[] tenPings(Role role) {
    byte[][] pings = new byte[10][];
    for (int i = 0; i < 10; i++) {
      pings[i] = Wire.ping(role, "payload-" + i);
    }
    return Wire.join(pings);
  }

  private static Case.Script ping(String payload) {
    return peer -> {
      peer.sendFrame(Wire.FIN | 9, payload);
      peer.expectPong(payload);
    };
  }

  private static Case.Script pong(String payload) {
    return peer -> {
      peer.sendFrame(Wire.FIN | 10, payload);
      peer.sendText("still there");
      peer.expectText("still there");
    };
  }
}
