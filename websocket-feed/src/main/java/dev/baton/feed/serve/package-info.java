/// The server.
///
/// | type | what it is for |
/// |---|---|
/// | `FeedServer`, `ServeSettings` | its tasks, and its limits |
/// | `Hub`, `Stream` | publishing, numbering, the history |
/// | `Subscriber`, `Outbox`, `Window` | one subscriber, and the two rules for slow ones |
/// | `Link` | a connection as the loop sees it |
/// | `WebSocketEndpoint`, `SocketLink`, `Handshakes`, `GuardedSocket` | Java-WebSocket, and what it lacks |
/// | `HistoryEndpoint` | the history over HTTP |
///
/// Read `FeedServer` first, then `Subscriber`, `Outbox`, `Window` and `WebSocketEndpoint`.
package dev.baton.feed.serve;
