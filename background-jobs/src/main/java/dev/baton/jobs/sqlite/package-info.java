/// Keeps jobs in one SQLite file.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.jobs.sqlite.SqliteStore] | the jobs: what each method of the store says in SQL |
/// | [dev.baton.jobs.sqlite.SqliteReports] | lists and counts, beside the writer |
/// | `GroupCommit` | the one thread that writes: what has arrived becomes one transaction |
/// | `Database` | opens the file, makes or checks its schema |
package dev.baton.jobs.sqlite;
