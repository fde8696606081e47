/// The subscribers of `bench feed`: a process of its own that connects thousands of them to a
/// server and reads what it sends.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.bench.feed.load.Load] | the main class: takes orders, line by line |
/// | [dev.baton.bench.feed.load.Subscribers] | all of them, on one selector |
/// | [dev.baton.bench.feed.load.Subscriber] | one connection, from its handshake on |
/// | [dev.baton.bench.feed.load.FrameParser], [dev.baton.bench.feed.load.EventText] | what it reads |
/// | [dev.baton.bench.feed.load.Tally], [dev.baton.bench.feed.load.Latencies] | what is counted |
/// | [dev.baton.bench.feed.load.Figures], [dev.baton.bench.feed.load.Comeback] | what is reported |
///
/// It knows as little of WebSocket as it can, and shares no code with the servers, so that it is
/// the same for all of them.
package dev.baton.bench.feed.load;
