/// The command line of the feed, on the shell of `dev.baton.program`.
///
/// | type | what it is for |
/// |---|---|
/// | `Feed`, `ServeCommand`, `WatchCommand`, `Exits` | options, exit codes |
/// | `Misuse` | says what is wrong with a command line |
/// | `SeeOptions` | the options to see either of them run |
/// | `AccessOptions` | the options of every command that reads a server |
/// | `WatchPlan`, `WatchRun` | what one `watch` is to do, and its tasks |
/// | `WatchPanel`, `EnterKey` | its living line on a terminal, and the key that tries again at once |
/// | `StateKeeper` | keeps the file of `--state` |
/// | `ServeFormat` | what `serve` says, to people and to programs |
/// | `WatchFormat`, `PlainWatchFormat`, `JsonWatchFormat` | what `watch` says: to both, to people, to programs |
/// | `VerifyRun` | the tasks of one `verify` of a server |
/// | `ChannelsCommand`, `ChannelsFormat` | the list of what a server publishes |
/// | `DemoCommand` | the demonstration |
/// | `Amount` | a value with its unit |
/// | `Tally` | what is counted for its summaries |
package dev.baton.feed.cli;
