/// The watcher.
///
/// | type | what it is for |
/// |---|---|
/// | `Watcher`, `Session`, `Subscription` | stay connected; one connection from welcome to end; one channel of it |
/// | `Wanted`, `Selection`, `Start` | what is watched: which channels, how much of them, from where on |
/// | `Followers`, `Follower`, `ServerPresence` | the channels; filling what is missing while the server is there |
/// | `TimeSearch`, `PatientHistory` | find where to begin; ask the history again, at random times |
/// | `Outage`, `Standby` | when to try again; notice that the machine was asleep |
/// | `WatchSettings` | the limits of all these |
/// | `Access`, `FeedUrl`, `Token`, `Trust` | where the server is, and what is needed to read it |
/// | `FeedConnector`, `WebSocketConnector`, `WebSocketLink` | the connection: an interface, and a WebSocket over TCP or TLS |
/// | `CertificateProblem`, `Refusal` | failures, in words that say what to do |
/// | `History`, `HistoryClient` | the history: an interface, and the real one |
/// | `ChannelsClient` | asks what a server publishes |
/// | `FeedHttp` | both over HTTP, with OkHttp |
/// | `RefusedException`, `DeniedException`, `FaultException`, `BusyException`, `NotThereException` | why there is no connection: no feed; not for us; by our fault; not now; not what is wanted |
/// | `Viewer` | who is told |
/// | `Alert`, `AlertState` | what somebody wants to be told of, and whether it holds |
/// | `StateFile`, `CannotSaveException` | how far a watcher has come, for the next one |
/// | `LiveCheck` | compares what came live with what the history says |
/// | `Similar` | what a mistyped name may have meant |
///
/// Read `Watcher` first, then `Session`, `Follower`, and `dev.baton.feed.recovery.Recovery`.
package dev.baton.feed.watch;
