package dev.baton.feed.watch;

import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.ServerMessage.Bye;
import java.io.IOException;
import java.time.Duration;

/// What a server that does not want us says, as a failure whose message says what to do.
final class Refusal {
  private Refusal() {}

  /// With a goodbye.
  static IOException of(Bye bye) {
    return CloseCode.isDenial(bye.code())
        ? denied(bye.code() == CloseCode.UNAUTHORIZED, bye.why())
        : new BusyException(
            "the server says: " + bye.why(), bye.code(), Duration.ofMillis(bye.retryMillis()));
  }

  /// With a code of a close frame.
  static IOException of(int code, String reason) {
    return CloseCode.isDenial(code)
        ? denied(code == CloseCode.UNAUTHORIZED, reason)
        : new IOException(reason.isEmpty() ? "the server has closed the connection" : reason);
  }

  /// @param nameless whether the server does not know who we are
  /// @param words of the server
  static DeniedException denied(boolean nameless, String words) {
    String what =
        nameless
            ? "the server wants a token that it knows; name the file that has it with --token-file"
            : "the server does not let this watcher in; whoever runs it can allow it";
    return new DeniedException(words.isBlank() ? what : what + " (it says: " + words + ")");
  }
}
