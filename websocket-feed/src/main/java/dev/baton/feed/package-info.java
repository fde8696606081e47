/// A live feed that declares every hole: what its parts have in common, and how they stand.
///
/// ```text
///   cli                                 the commands, and what a person sees
///   ---------------------------------
///   demo                                all of it, with a network that breaks
///   ---------------------------------
///   serve   watch   record              the server; the watcher; recordings; what the server
///   host    page                        measures; what a browser gets
///   ---------------------------------
///   websocket   recovery   (this one)   both ends of WebSocket; the algorithm that makes
///   ---------------------------------   the promise; the ports between the packages above
///   protocol                            what goes over the wire, as records and as text
/// ```
///
/// A package uses only what stands below it, and its neighbours not at all: the server does not
/// know the watcher, nor where its figures come from. `recovery` uses `protocol` alone, and
/// `protocol` nothing of ours, so that both can be read and tested without a network or a loop.
///
/// | type | what it is for |
/// |---|---|
/// | `Hub` | numbers what is published, keeps it, and passes it on; in memory: `serve.MemoryHub` |
/// | `Journal` | what a hub goes on with after a restart; the real one is of `record` |
/// | `ReadingSource` | what the server publishes; the real one is `dev.baton.feed.host.Host` |
package dev.baton.feed;
