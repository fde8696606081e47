package dev.baton.lessons;

import static dev.baton.Async.yieldNow;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;

/// **Can there be a race with one thread?**
///
/// Yes. It needs no second thread, only a switch between reading and writing. And in Java a switch
/// is invisible: a call that hands the baton on looks like any other call. Python writes `await`
/// there. We have two signs: the name of the method (`await`, `sleep`, `acquire`, `get`, `put`,
/// `join`, `read`, `write`, ...), and the mark `@Suspends` where it is declared. A method of your
/// own that calls a marked method gets the mark too; the compiler does not check that.
///
/// `synchronized` and the locks of the JDK do not help: the task that waits for one would stop the
/// whole loop, and with it the task that should give it back.
///
/// Watch for:
/// - With no marked call between read and write nothing comes between, and no lock is needed.
/// - `printReceipt()` looks harmless. Both clerks read 0, and one deposit is lost.
/// - The lock does not prevent the switch: Ben runs, finds the lock taken, and waits until Anna has
///   written.
///
/// Try:
/// - Call `printReceipt()` after the write. Is the lock still needed?
/// - Let the group run ten clerks. How much is lost without the lock?
/// - In `withLock`, replace the `try` by `lock.acquire()` alone. The loop says who waits for what.
/// - In `withLock`, write `synchronized (lock)` instead. The watchdog names the line; Ctrl-C,
///   twice, ends it.
final class L05Lock extends Lesson {
  private int balance;
  private Lock lock;

  @Override
  void run() {
    part("read, then write: no lock is needed");
    loop().run(() -> twoClerks(this::atOnce));

    part("read, print a receipt, then write");
    loop().run(() -> twoClerks(this::withReceipt));

    part("the same, with a lock");
    loop().run(() -> twoClerks(this::withLock));
  }

  @Suspends
  private void twoClerks(Runnable deposit) {
    balance = 0;
    lock = new Lock("account");
    TaskGroup.run(
        group -> {
          group.spawn("anna", deposit::run);
          group.spawn("ben", deposit::run);
        });
    say("two deposits of 100 make " + balance);
  }

  private void atOnce() {
    int before = read();
    write(before + 100);
  }

  @Suspends
  private void withReceipt() {
    int before = read();
    printReceipt(); // the baton changes hands in here, and this line does not show it
    write(before + 100);
  }

  @Suspends
  private void withLock() {
    say("finds " + lock);
    try (var held = lock.acquire()) {
      withReceipt();
    }
  }

  private int read() {
    say("reads " + balance);
    return balance;
  }

  private void write(int newBalance) {
    say("writes " + newBalance);
    balance = newBalance;
  }

  @Suspends
  private void printReceipt() {
    say("prints a receipt");
    yieldNow();
  }
}
