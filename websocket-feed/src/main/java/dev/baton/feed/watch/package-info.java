/// The watcher.
///
/// | type | what it is for |
/// |---|---|
/// | `Watcher`, `Session`, `Subscription` | stay connected; one connection from welcome to end; one channel of it |
/// | `Followers`, `Follower`, `ServerPresence` | the channels; filling what is missing while the server is there |
/// | `PatientHistory` | try again, at random times |
/// | `WatchSettings` | the limits of all these |
/// | `FeedUrl` | where the server is |
/// | `FeedConnector`, `WebSocketConnector`, `SocketClient` | the connection: an interface, and Java-WebSocket |
/// | `History`, `HistoryClient` | the history: an interface, and OkHttp |
/// | `RefusedException` | why there is no connection: what answers is no feed, or refuses |
/// | `Viewer` | who is told |
///
/// Read `Watcher` first, then `Session`, `Follower`, and `dev.baton.feed.recovery.Recovery`.
package dev.baton.feed.watch;
