/// The command line of the feed, on the shell of `dev.baton.program`.
///
/// | type | what it is for |
/// |---|---|
/// | `Feed`, `ServeCommand`, `WatchCommand`, `Exits` | options, errors, exit codes |
/// | `WatchRun` | the tasks of one `watch` |
/// | `ServeFormat`, `WatchFormat`, `Tally` | what is said, and counted |
package dev.baton.feed.cli;
