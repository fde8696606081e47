/// The command line of the feed.
///
/// | type | what it is for |
/// |---|---|
/// | `Feed`, `ServeCommand`, `WatchCommand`, `Exit` | options, errors, exit codes |
/// | `WatchRun` | the tasks of one `watch` |
/// | `Printer` | output that must not block the loop |
/// | `ServeFormat`, `WatchFormat`, `Tally` | what is said, and counted |
package dev.baton.feed.cli;
