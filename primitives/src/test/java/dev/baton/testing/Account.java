package dev.baton.testing;

import static dev.baton.Async.yieldNow;

import dev.baton.Suspends;
import dev.baton.TaskGroup;

/// Loses money when two tasks deposit at the same time: each reads, waits, and writes.
final class Account {
  private int balance;

  @Suspends
  void deposit(int amount) {
    yieldNow();
    int before = balance;
    yieldNow();
    balance = before + amount;
  }

  int balance() {
    return balance;
  }

  /// So many tasks deposit 100 each, and all of it must be there in the end.
  @Suspends
  static void fill(int tasks) {
    Account account = new Account();
    TaskGroup.run(
        group -> {
          for (int i = 0; i < tasks; i++) {
            group.spawn(() -> account.deposit(100));
          }
        });
    if (account.balance() != tasks * 100) {
      throw new IllegalStateException("balance " + account.balance());
    }
  }
}
