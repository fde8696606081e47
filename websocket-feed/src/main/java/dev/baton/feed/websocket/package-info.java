/// Java-WebSocket's protocol as both ends of the feed use it, with the limits that it lacks.
///
/// | type | what it is for |
/// |---|---|
/// | `BoundedDraft` | handshakes and messages, each bounded |
package dev.baton.feed.websocket;
