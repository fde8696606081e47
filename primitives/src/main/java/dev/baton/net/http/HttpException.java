package dev.baton.net.http;

import java.io.IOException;

/// A request that cannot be answered as the client wishes. A handler that throws it sends its
/// status, and its message as text: it must hold nothing that is not for the client.
public final class HttpException extends IOException {
  private final int status;

  /// @param status between 400 and 599
  /// @param message for the client
  public HttpException(int status, String message) {
    super(message);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(
          "status of a failure must be between 400 and 599, got " + status);
    }
    this.status = status;
  }

  /// The status that the client gets.
  public int status() {
    return status;
  }

  Response response() {
    return Response.text(status, getMessage() + "\n");
  }
}
