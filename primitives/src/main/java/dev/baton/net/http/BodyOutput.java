package dev.baton.net.http;

import dev.baton.Suspends;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Where a [BodyWriter] sends its pieces. Each is sent at once; a client that reads too slowly
/// makes the writer wait, and one that reads far too slowly is cut off. Only the task that handles
/// the request may write.
public final class BodyOutput {
  private final Output output;
  private final boolean chunked;

  /// How many bytes may still come, or [Response#UNKNOWN].
  private long left;

  /// @param length as in the head of the response
  BodyOutput(Output output, long length, boolean chunked) {
    this.output = output;
    this.left = length;
    this.chunked = chunked;
  }

  /// Sends a piece.
  ///
  /// @throws IllegalStateException if the body gets longer than was said
  /// @throws IOException if the connection broke, or the client took none of it in time
  @Suspends
  public void write(ByteBuffer piece) throws IOException {
    if (left != Response.UNKNOWN) {
      if (piece.remaining() > left) {
        throw new IllegalStateException(
            "the body is longer than its length: "
                + piece.remaining()
                + " bytes more where "
                + left
                + " were left");
      }
      left -= piece.remaining();
    }
    if (chunked) {
      output.sendChunks(piece);
    } else {
      output.send(piece);
    }
  }

  /// Sends a piece.
  ///
  /// @throws IOException as [#write(ByteBuffer)]
  @Suspends
  public void write(byte[] piece) throws IOException {
    write(ByteBuffer.wrap(piece));
  }

  /// Sends a piece of text in UTF-8.
  ///
  /// @throws IOException as [#write(ByteBuffer)]
  @Suspends
  public void write(String piece) throws IOException {
    write(piece.getBytes(StandardCharsets.UTF_8));
  }

  @Suspends
  void end() throws IOException {
    if (left > 0) {
      throw new IllegalStateException(
          "the body is shorter than its length: " + left + " bytes are missing");
    }
    if (chunked) {
      output.sendLastChunk();
    }
  }
}
