package dev.baton.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import dev.baton.sync.Condition;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import dev.baton.sync.Semaphore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The examples of the doc comments of `dev.baton.sync`.
class SyncExamplesTest {
  /// A balance that is somewhere else: reading and writing it wait.
  private static final class Account {
    private int balance;

    @Suspends
    int read() {
      Async.yieldNow();
      return balance;
    }

    @Suspends
    void write(int amount) {
      Async.yieldNow();
      balance = amount;
    }
  }

  private final Lock lock = new Lock();
  private final Account account = new Account();
  private final Condition changed = new Condition();
  private final Deque<String> stock = new ArrayDeque<>();
  private final Semaphore connections = new Semaphore(2);
  private final Site site = new Site();
  private final List<String> used = new ArrayList<>();

  @Suspends
  private void deposit() {
    // @start region="Lock"
    try (var held = lock.acquire()) {
      int balance = account.read(); // waits
      account.write(balance + 1); // waits
    }
    // @end
  }

  @Suspends
  private void depositTwo() {
    // @start region="Hold"
    try (var held = lock.acquire()) {
      account.write(account.read() + 2);
    } // released, whatever has happened
    // @end
  }

  @Test
  void locksWhatWaitsInTheMiddle() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  group.spawn(this::deposit);
                  group.spawn(this::depositTwo);
                  group.spawn(this::deposit);
                }));
    assertThat(account.balance).isEqualTo(4);
  }

  @Suspends
  private String take() {
    // @start region="Condition"
    try (var held = changed.acquire()) {
      changed.waitFor(() -> !stock.isEmpty());
      return stock.removeFirst();
    }
    // @end
  }

  @Suspends
  private void add(String item) {
    // @start region="Condition"
    try (var held = changed.acquire()) {
      stock.addLast(item);
      changed.signal();
    }
    // @end
  }

  @Test
  void waitsForAChange() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  group.spawn(() -> used.add(take()));
                  VirtualLoop.settle();
                  add("item");
                }));
    assertThat(used).containsExactly("item");
  }

  @Suspends
  private void passAll(List<String> items) {
    // @start region="Queue"
    Queue<String> queue = new Queue<>(100);
    TaskGroup.run(
        group -> {
          group.spawn(() -> useAll(queue));
          for (String item : items) {
            queue.put(item); // waits while 100 are there
          }
          queue.shutdown();
        }); // all were used
    // @end
  }

  // @start region="Queue"
  @Suspends
  void useAll(Queue<String> queue) {
    try {
      while (true) {
        use(queue.get());
      }
    } catch (QueueShutDownException _) {
      // it is empty, and nothing more comes
    }
  }

  // @end

  private void use(String item) {
    used.add(item);
  }

  @Test
  void passesItems() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      items.add("item " + i);
    }
    VirtualLoop.run(() -> passAll(items));
    assertThat(used).isEqualTo(items);
  }

  @Suspends
  private void fetchInTurn(String url) {
    // @start region="Semaphore"
    try (var permit = connections.acquire()) {
      fetch(url);
    }
    // @end
  }

  @Suspends
  private void fetch(String url) {
    site.fetch(url);
  }

  @Test
  void letsSoManyIn() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (int i = 0; i < 5; i++) {
                    group.spawn(() -> fetchInTurn("https://a.example"));
                  }
                }));
    assertThat(site.fetched).hasSize(5);
    assertThat(site.most).isEqualTo(2);
  }
}
