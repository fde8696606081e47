/// What goes over the wire, and the limits of each part: no network here, only text and records.
///
/// | type | what it is for |
/// |---|---|
/// | `Reading`, `Range` | one event with its place in the stream; a run of such places |
/// | `ChannelInfo`, `ValueInfo`, `Unit`, `ChannelsJson` | what a channel publishes, and the list over HTTP |
/// | `ServerMessage`, `ClientMessage`, `Messages` | the WebSocket: records, and their text |
/// | `ChannelPattern`, `Mode` | which channels a subscription is for, and how much of them |
/// | `Position`, `PositionsJson` | how far a watcher has come, to go on there later |
/// | `CloseCode` | why a WebSocket was closed |
/// | `HistoryQuery`, `HistoryAnswer`, `HistoryJson` | the history over HTTP |
/// | `RecordedLine`, `RecordedJson` | the lines of a recording |
/// | `Json`, `JsonObject` | reading and writing JSON |
/// | `Limits`, `Fields`, `BadMessageException` | what from outside is refused, and how it is said |
package dev.baton.feed.protocol;
