package dev.baton.feed.serve;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A connection in memory. It remembers what it was told.
final class FakeLink implements Link {
  final List<String> sent = new ArrayList<>();
  String end;
  long token;

  /// The newest that waits for its answer.
  String ping;

  void ping(String payload, Peer peer) {
    ping = payload;
    peer.onPing();
  }

  List<String> ops() {
    return sent.stream().map(text -> text.replaceAll("\\{\"op\":\"(\\w+)\".*", "$1")).toList();
  }

  void confirm(Peer peer) {
    peer.onConfirmed(token);
  }

  @Override
  public void send(Frame frame) {
    sent.add(new String(frame.utf8(), StandardCharsets.UTF_8));
  }

  @Override
  public void ping(long token) {
    this.token = token;
  }

  @Override
  public boolean pong() {
    if (ping == null) {
      return false;
    }
    sent.add("{\"op\":\"" + ping + "\"}");
    ping = null;
    return true;
  }

  @Override
  public void close(int code, String why) {
    end = "close " + code;
  }

  @Override
  public void cut(int code, String why) {
    end = "cut " + code;
  }

  @Override
  public String address() {
    return "memory";
  }
}
