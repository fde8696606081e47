/// What goes over the wire, and the limits of each part: no network here, only text and records.
///
/// | type | what it is for |
/// |---|---|
/// | `Reading` | one event with its place in the stream |
/// | `ServerMessage`, `ClientMessage`, `Messages` | the WebSocket: records, and their text |
/// | `HistoryQuery`, `HistoryAnswer`, `HistoryJson` | the history over HTTP |
/// | `Limits`, `Fields`, `BadMessageException` | what from outside is refused, and how it is said |
package dev.baton.feed.protocol;
