/// The server.
///
/// | type | what it is for |
/// |---|---|
/// | `FeedServer`, `ServeSettings`, `CannotServeException` | its tasks, its limits, why it cannot start |
/// | `Reception`, `PerAddress`, `Certificates` | connections come in, and which has to go when there are too many |
/// | `Routes`, `Access` | who answers which request, and whom |
/// | `MemoryHub`, `ChannelLog`, `UnknownChannel` | publishing, numbering, the history |
/// | `Topic`, `Event` | a reading, encoded once for all who listen to its channel |
/// | `Subscribers`, `Subscriber`, `Subscription`, `Allowance` | who listens, to what, and how much it may say |
/// | `Outbox`, `Waiting`, `WaitingMessage`, `HeapShare` | what waits for a slow one, and when it is dropped |
/// | `Figures` | what is counted |
///
/// Read `FeedServer` first, then `Reception`, `Routes`, `Subscriber` and `Outbox`.
package dev.baton.feed.serve;
