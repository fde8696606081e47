/// `bench feed`: our WebSocket feed beside other servers that send the same events.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.bench.feed.FeedBench] | what is measured, section by section |
/// | [dev.baton.bench.feed.Part] | one section each |
/// | [dev.baton.bench.feed.Contestant] | who serves, and how it is started |
/// | [dev.baton.bench.feed.Setup] | what a section measures with |
/// | [dev.baton.bench.feed.LoadProcess] | the subscribers, which are in [dev.baton.bench.feed.load] |
/// | [dev.baton.bench.feed.Measured] | what one run gives |
package dev.baton.bench.feed;
