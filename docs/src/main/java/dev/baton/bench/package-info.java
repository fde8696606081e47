/// Benchmarks: what all of this costs, beside others.
///
///     cli                             the command line: ./run bench
///     tasks | net | scraper | feed    what is measured
///     bench                           what all measurements share: the machine, its programs, statistics, tables
///
/// Start with [dev.baton.bench.cli.Bench]. A [dev.baton.bench.Suite] is one word of its command
/// line; a new one goes into a package of its own and into the list there.
package dev.baton.bench;
