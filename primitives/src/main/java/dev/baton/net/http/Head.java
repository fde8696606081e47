package dev.baton.net.http;

/// The head of a request, checked: what follows it and what becomes of the connection is certain.
///
/// @param length how many bytes of body follow; -1 if the body is chunked
/// @param keepAlive the client wants to send more requests
/// @param minor of version 1
record Head(
    String method,
    Target target,
    int minor,
    Fields fields,
    long length,
    boolean keepAlive,
    boolean expectContinue) {
  boolean isChunked() {
    return length < 0;
  }

  boolean hasBody() {
    return length != 0;
  }
}
