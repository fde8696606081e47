package dev.baton.sql;

import java.util.List;

/// Does a group of requests in one transaction and acknowledges them when it is durable.
///
/// A request that fails must not fail its neighbours: the transaction is rolled back, and each is
/// done again in one of its own. What fails in all of them, such as a full disk at the COMMIT, is
/// told to all and not tried again.
final class GroupCommit {
  private final Session session;
  private final Dialect dialect;
  private final Work<?, ?> first;

  /// @param first runs at the beginning of each transaction
  GroupCommit(Session session, Dialect dialect, Work<?, ?> first) {
    this.session = session;
    this.dialect = dialect;
    this.first = first;
  }

  void commit(List<Request<?>> group) {
    try {
      session.inTransaction(dialect.begin(), sql -> runAll(group, sql));
    } catch (Throwable failure) {
      if (group.size() > 1 && group.stream().anyMatch(Request::hasFailed)) {
        group.stream()
            .filter(request -> !request.isWithdrawn())
            .forEach(request -> commit(List.of(request)));
      } else {
        fail(group, failure);
      }
      return;
    }
    group.forEach(Request::acknowledge);
  }

  private Void runAll(List<Request<?>> group, Statements sql) throws Exception {
    first.run(sql);
    for (Request<?> request : group) {
      request.run(sql);
    }
    return null;
  }

  private void fail(List<Request<?>> group, Throwable failure) {
    String what = group.size() == 1 ? group.getFirst().what : "a transaction of " + group.size();
    Throwable told = DatabaseException.told(what, failure, dialect);
    group.forEach(request -> request.fail(told));
  }
}
