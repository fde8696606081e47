/// The command line of the feed, on the shell of `dev.baton.program`.
///
/// | type | what it is for |
/// |---|---|
/// | `Feed`, `ServeCommand`, `WatchCommand`, `Exits` | options, exit codes |
/// | `Misuse` | says what is wrong with a command line |
/// | `SeeOptions` | the options to see either of them run |
/// | `WatchRun` | the tasks of one `watch` |
/// | `ServeFormat` | what `serve` says, to people and to programs |
/// | `WatchFormat`, `PlainWatchFormat`, `JsonWatchFormat` | what `watch` says: to both, to people, to programs |
/// | `Tally` | what is counted for its summaries |
package dev.baton.feed.cli;
