/// A database for the tasks of a loop: JDBC never runs on the loop, and many small changes share a
/// commit.
///
/// | type | what it is for |
/// |---|---|
/// | [dev.baton.sql.Database] | one connection on a thread of its own; also queries on another |
/// | [dev.baton.sql.Work] | what is done in a transaction, on that thread |
/// | [dev.baton.sql.Statements] | what the work gets: SQL with parameters, prepared once |
/// | [dev.baton.sql.DatabaseException] | why the database could not do it, and what to do |
/// | [dev.baton.sql.Sqlite] | SQLite; the program brings the driver along |
/// | [dev.baton.sql.SqliteFile] | a program's own file: refuses what is another's, and says why |
/// | [dev.baton.sql.FileWatch] | notices that such a file was deleted, replaced or cut while it is used |
/// | [dev.baton.sql.Dialect] | what another kind of database would have to say |
///
/// **Group commit.** A commit costs a write to the disk (fsync), which is by far the most expensive
/// part, and costs it once, for one change or for hundreds. So while one commit is under way, what
/// arrives waits in a queue, and all of it goes into the next:
///
/// ```text
///  tasks                  queue (bounded)        the database's thread
///  shared -- permit -->  [ request request ] -->  BEGIN
///  shared -- permit -->                             request, request, ...
///  shared -- permit -->                           COMMIT (one fsync)
///     ^                                              |
///     +--------------- Completer: woken -------------+   nobody hears of it before
/// ```
///
/// No timer, no delay: a lone request is committed at once. A request that fails rolls the
/// transaction back, and then each is done again in one of its own, so that only that one fails:
/// hence work that shares must be such that it can be done again. Work that cannot be has a
/// transaction of its own, at its place in the same queue.
///
/// The thread is a platform thread: SQLite blocks it, in native code. One connection is enough for
/// changes, since SQLite has one writer at a time.
///
/// To read it: `Database` (what tasks call), `DatabaseThread` (the queue and the thread),
/// `GroupCommit`, `Session` (a transaction), `Sqlite`.
package dev.baton.sql;
