package dev.baton.feed.serve;

/// Counts what was sent and has not been confirmed.
///
/// A WebSocket library takes everything it is given, and so, for a while, does the system below it:
/// only the other side can say what has arrived. WebSocket has the means: a ping is answered after
/// what was sent before it, by every client and every browser.
///
/// ```text
///   sent:      m m m m P m m m      P: ping; everything before it is confirmed with its pong
///   pong:              P            then there is room for four more
/// ```
final class Window {
  private final int maxFrames;
  private final int maxBytes;
  private int frames;
  private int bytes;

  /// What of it the ping that is under way will confirm.
  private int framesBeforePing;

  private int bytesBeforePing;
  private long token;
  private boolean pinging;

  Window(int maxFrames, int maxBytes) {
    this.maxFrames = maxFrames;
    this.maxBytes = maxBytes;
  }

  void sent(int length) {
    frames++;
    bytes += length;
  }

  /// Whether one more may be sent.
  boolean hasRoom() {
    return frames < maxFrames && bytes < maxBytes;
  }

  /// Whether it is time to ask: half of the window is used, so that the answer can come before the
  /// other half is.
  boolean wantsPing() {
    return !pinging && (2 * frames >= maxFrames || 2 * bytes >= maxBytes);
  }

  boolean isPinging() {
    return pinging;
  }

  /// @param token what the answer must repeat; chosen so that it cannot be guessed
  void ping(long token) {
    this.token = token;
    pinging = true;
    framesBeforePing = frames;
    bytesBeforePing = bytes;
  }

  /// @return false if this is not the answer to the ping that is under way
  boolean confirm(long token) {
    if (!pinging || token != this.token) {
      return false;
    }
    pinging = false;
    frames -= framesBeforePing;
    bytes -= bytesBeforePing;
    return true;
  }

  int frames() {
    return frames;
  }
}
