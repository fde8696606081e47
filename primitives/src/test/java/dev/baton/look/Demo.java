package dev.baton.look;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.TaskGroup;
import dev.baton.sync.Semaphore;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Programs to be looked at. Each says `ready` when its tasks are where they wait.
public final class Demo {
  private static final Duration LONG = Duration.ofHours(1);

  private Demo() {}

  /// Five clerks and two stamps.
  public static final class Office {
    private Office() {}

    public static void main(String[] args) throws Exception {
      EventLoop.run(Office::run);
    }

    static void run() {
      Semaphore stamps = new Semaphore("stamps", 2);
      TaskGroup.run(
          group -> {
            for (int i = 1; i <= 5; i++) {
              group.spawn("clerk-" + i, () -> stamp(stamps));
            }
            Async.sleep(Duration.ofMillis(1));
            System.out.println("ready");
            Async.sleep(LONG);
          });
    }

    private static void stamp(Semaphore stamps) {
      try (var held = stamps.acquire()) {
        Async.sleep(LONG);
      }
    }
  }

  /// Ends by itself.
  public static final class Brief {
    private Brief() {}

    public static void main(String[] args) {
      EventLoop.run(() -> System.out.println("ready"));
    }
  }

  /// The office, which takes its time when it is told to end.
  public static final class Draining {
    private Draining() {}

    public static void main(String[] args) throws Exception {
      Runtime.getRuntime().addShutdownHook(new Thread(Draining::drain));
      EventLoop.run(Office::run);
    }

    private static void drain() {
      System.out.println("draining");
      stayForever();
    }
  }

  /// Its stderr takes nothing; it waits for a signal that is to be answered there.
  public static final class Stuck {
    private Stuck() {}

    public static void main(String[] args) throws Exception {
      CountDownLatch answering = new CountDownLatch(1);
      System.setErr(
          new PrintStream(
              new OutputStream() {
                @Override
                public void write(int b) {
                  answering.countDown();
                  stayForever();
                }
              }));
      Look.turnOn("stuck");
      System.out.println("before the loop");
      answering.await();
      EventLoop.run(() -> System.out.println("ready"));
    }
  }

  private static void stayForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A task that holds its loop.
  public static final class Blocked {
    private Blocked() {}

    public static void main(String[] args) throws Exception {
      EventLoop.builder().blockedAfter(LONG).run(() -> Async.spawn("hog", Blocked::hog).await());
    }

    private static void hog() throws Exception {
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  /// Two loops on two threads.
  public static final class TwoLoops {
    private TwoLoops() {}

    public static void main(String[] args) throws Exception {
      CountDownLatch both = new CountDownLatch(2);
      for (String name : new String[] {"north", "south"}) {
        Thread.ofPlatform().name(name).start(() -> EventLoop.run(() -> wait(name, both)));
      }
      both.await();
      System.out.println("ready");
    }

    private static void wait(String name, CountDownLatch both) {
      TaskGroup.run(
          group ->
              group.spawn(
                  "at the " + name,
                  () -> {
                    both.countDown();
                    Async.sleep(LONG);
                  }));
    }
  }
}
