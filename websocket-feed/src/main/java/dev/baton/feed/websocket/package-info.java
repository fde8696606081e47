/// WebSocket (RFC 6455) for both ends, over any [dev.baton.net.Stream]; knows nothing of the feed.
///
/// | type | what it is for |
/// |---|---|
/// | `WebSocket` | runs one end of a connection: receives messages, sends what its source gives, closes |
/// | `WebSocketSettings` | how much, and how long, the other end may take |
/// | `FrameSource`, `Frame` | what is sent: asked for when the socket can take it; encoded once, shared by all |
/// | `Message`, `WebSocketClosedException`, `CloseCodes` | what is received; how a connection was closed |
/// | `ServerHandshake` | answers a request of `dev.baton.net.http` |
/// | `ClientHandshake`, `HandshakeRefusedException` | asks a server; what it has answered instead |
/// | `Role` | which end this is |
///
/// How it works inside: `FrameReader` (with `FrameHeader`, `Assembly`, `Utf8`) makes messages of
/// bytes, `FrameWriter` writes, `Codec` is the only one that knows the library Java-WebSocket.
package dev.baton.feed.websocket;
