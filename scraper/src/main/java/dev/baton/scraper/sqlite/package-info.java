/// Keeps a crawl's job in one SQLite file, by `dev.baton.sql`.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.scraper.sqlite.SqliteCrawlStore] | the store: opens it, asks it, commits to it |
/// | [dev.baton.scraper.sqlite.SqliteJobReader] | looks at the store, beside the one that writes |
/// | [dev.baton.scraper.sqlite.PageTables] | writes pages into an SQLite file of their own |
/// | `ChangeWriter`, `Rows`, `PageRows` | what each change says in SQL, and how it is read back |
/// | `JobFile` | makes or checks the schema; says what is wrong with the file |
/// | `JobLock` | one process uses a job |
package dev.baton.scraper.sqlite;
