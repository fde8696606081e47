/// Keeps jobs in one SQLite file, by `dev.baton.sql`.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.jobs.sqlite.SqliteStore] | the jobs: what each method of the store says in SQL |
/// | [dev.baton.jobs.sqlite.SqliteQueries] | lists and counts, beside the one that writes |
/// | `ClaimSql` | the statements by which a worker takes jobs of the kinds that it knows |
/// | `StoreFile` | makes or checks the schema; says what is wrong with the file |
package dev.baton.jobs.sqlite;
