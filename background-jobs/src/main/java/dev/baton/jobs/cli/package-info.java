/// The command line: `enqueue`, `work`, `list`, `stats`.
///
/// [dev.baton.jobs.cli.Jobs] is the main class; each command is a class of its own.
package dev.baton.jobs.cli;
