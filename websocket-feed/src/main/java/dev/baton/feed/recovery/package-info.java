/// The algorithm that makes the promise of the feed, and nothing else: no clock, no network, no
/// task.
///
/// | type | what it is for |
/// |---|---|
/// | `Recovery` | one channel: order, missing, held, declared |
/// | `Delivery` | what comes of it |
package dev.baton.feed.recovery;
