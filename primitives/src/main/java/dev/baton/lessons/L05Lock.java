package dev.baton.lessons;

import static dev.baton.Async.yieldNow;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.util.function.Consumer;

/// **Can there be a race with one thread?**
///
/// Yes. It needs no second thread, only a switch between reading and writing. In Java a switch is invisible: a call
/// that hands the baton on looks like any other call. Python writes `await` there. We have two signs: the name of the
/// method (`await`, `sleep`, `acquire`, `get`, `put`, `join`, `read`, `write`, ...), and the mark `@Suspends` where it
/// is declared. So a method of your own that calls a marked method gets the mark too. The compiler does not check it.
///
/// Watch for:
/// - With no marked call between read and write there is no race, and no lock is needed.
/// - `printReceipt()` looks harmless. Both clerks read 0, and one deposit is lost.
/// - The lock does not prevent the switch. It makes the second clerk wait until the first has written.
///
/// Try:
/// - Call `printReceipt()` after the write. Is the lock still needed?
/// - Let the group run ten clerks. How much is lost without the lock?
/// - In `withLock`, replace the `try` by `lock.acquire()` alone. The loop tells who waits for what.
final class L05Lock extends Lesson {
  private int balance;
  private Lock lock;

  @Override
  void run() {
    part("read and write at once: no lock is needed");
    loop().run(() -> twoClerks(this::atOnce));

    part("a receipt between read and write");
    loop().run(() -> twoClerks(this::withReceipt));

    part("the same, with a lock");
    loop().run(() -> twoClerks(this::withLock));
  }

  @Suspends
  private void twoClerks(Consumer<String> deposit) {
    balance = 0;
    lock = new Lock("account");
    TaskGroup.run(
        group -> {
          group.spawn(() -> deposit.accept("anna"));
          group.spawn(() -> deposit.accept("ben"));
        });
    say("balance: " + balance + " after two deposits of 100");
  }

  private void atOnce(String clerk) {
    int before = read(clerk);
    write(clerk, before + 100);
  }

  @Suspends
  private void withReceipt(String clerk) {
    int before = read(clerk);
    printReceipt(); // the baton may change hands here, and nothing in this line shows it
    write(clerk, before + 100);
  }

  @Suspends
  private void withLock(String clerk) {
    try (var held = lock.acquire()) {
      withReceipt(clerk);
    }
  }

  private int read(String clerk) {
    say(clerk + ": reads " + balance);
    return balance;
  }

  private void write(String clerk, int newBalance) {
    balance = newBalance;
    say(clerk + ": writes " + newBalance);
  }

  @Suspends
  private static void printReceipt() {
    yieldNow();
  }
}
