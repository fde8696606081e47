/// Keeps a crawl's job in one SQLite file, by `dev.baton.sql`.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.scraper.sqlite.SqliteCrawlStore] | the store: opens it, asks it, commits to it |
/// | `ChangeWriter` | what each change says in SQL |
/// | `JobFile` | makes or checks the schema; says what is wrong with the file |
/// | `JobLock` | one process uses a job |
package dev.baton.scraper.sqlite;
