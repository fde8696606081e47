/// The server.
///
/// | type | what it is for |
/// |---|---|
/// | `FeedServer`, `ServeSettings`, `CannotServeException` | its tasks, its limits, why it cannot start |
/// | `Hub`, `ChannelLog` | publishing, numbering, the history |
/// | `Subscriber`, `Outbox`, `Window` | one subscriber, and the two rules for slow ones |
/// | `Frame` | a message, encoded once for all of them |
/// | `Link` | a connection as the loop sees it |
/// | `WebSocketEndpoint`, `SocketLink`, `Handshakes`, `GuardedSocket` | Java-WebSocket, and what it lacks |
/// | `HistoryEndpoint` | the history over HTTP |
/// | `PerAddress` | which connection has to go when there are too many |
///
/// Read `FeedServer` first, then `Subscriber`, `Outbox`, `Window` and `WebSocketEndpoint`.
package dev.baton.feed.serve;
