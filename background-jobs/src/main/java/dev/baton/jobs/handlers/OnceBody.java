package dev.baton.jobs.handlers;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/// A body that OkHttp sends once: whatever the answer is, it does not send the request again.
final class OnceBody extends RequestBody {
  private final byte[] bytes;
  private final MediaType type;

  /// @param type null if it has none
  OnceBody(byte[] bytes, MediaType type) {
    this.bytes = bytes;
    this.type = type;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
