package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A task that calls what blocks a thread keeps the baton meanwhile, as it does in asyncio: no
/// other task runs, however ready it is.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BlockingCallsHoldTheBatonTest {
  private static final Duration NOT_BLOCKED = Duration.ofHours(1);

  /// A call that blocks the calling thread, and makes sure that somebody ends that.
  interface BlockingCall {
    void block() throws Exception;
  }

  static Stream<Named<BlockingCall>> calls() {
    return Stream.of(
        call("Thread.sleep", () -> Thread.sleep(2)),
        call("Thread.yield", Thread::yield),
        call("Thread.join", BlockingCallsHoldTheBatonTest::joinThread),
        call("LockSupport.parkNanos", () -> LockSupport.parkNanos(2_000_000)),
        call("LockSupport.park", BlockingCallsHoldTheBatonTest::park),
        call("Object.wait", BlockingCallsHoldTheBatonTest::waitForNotification),
        call("Object.wait for a time", BlockingCallsHoldTheBatonTest::waitForTime),
        call("a monitor", BlockingCallsHoldTheBatonTest::enterMonitor),
        call("ReentrantLock.lock", BlockingCallsHoldTheBatonTest::lock),
        call("CountDownLatch.await", BlockingCallsHoldTheBatonTest::awaitLatch),
        call("CompletableFuture.get", BlockingCallsHoldTheBatonTest::getFuture),
        call("BlockingQueue.take", BlockingCallsHoldTheBatonTest::take),
        call("BlockingQueue.poll for a time", () -> queue().poll(2, TimeUnit.MILLISECONDS)),
        call("Socket.read", BlockingCallsHoldTheBatonTest::readSocket),
        call("a blocking channel's read", BlockingCallsHoldTheBatonTest::readChannel),
        call("a sleep in a static initializer", () -> pinned(() -> Thread.sleep(2))),
        call("a latch in a static initializer", () -> pinned(() -> awaitLatch())),
        call("a monitor in a static initializer", () -> pinned(() -> enterMonitor())));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void noOtherTaskRunsDuring(BlockingCall call) throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(NOT_BLOCKED)
        .run(
            () -> {
              Async.spawn(() -> trail.add("other task"));
              EventLoop.running().callSoon(() -> trail.add("callback"));
              EventLoop.running().callLater(Duration.ofNanos(1), () -> trail.add("timer"));
              trail.add("blocks");
              call.block();
              trail.add("blocks again");
              call.block();
              trail.add("goes on");
              Async.sleep(Duration.ofMillis(1));
            });

    assertThat(trail)
        .containsExactly("blocks", "blocks again", "goes on", "other task", "callback", "timer");
  }

  @Test
  void whatOtherThreadsSendMeanwhileRunsAfterwards() throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(NOT_BLOCKED)
        .run(
            () -> {
              EventLoop loop = EventLoop.running();
              Thread task = Thread.currentThread();
              Stranger stranger =
                  Stranger.whenIAmBlocked(
                      () -> {
                        loop.callSoonThreadsafe(() -> trail.add("message"));
                        LockSupport.unpark(task);
                      });
              LockSupport.park();
              stranger.join();
              trail.add("goes on");
              Async.yieldNow();
            });

    assertThat(trail).containsExactly("goes on", "message");
  }

  @Test
  void aTaskThatBlockedSwitchesAsBeforeAfterwards() throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(NOT_BLOCKED)
        .run(
            () -> {
              var other =
                  Async.spawn(
                      () -> {
                        for (int i = 0; i < 3; i++) {
                          trail.add("other " + i);
                          Async.yieldNow();
                        }
                      });
              for (int i = 0; i < 3; i++) {
                Thread.sleep(1);
                trail.add("blocking " + i);
                Async.yieldNow();
              }
              other.await();
            });

    assertThat(trail)
        .containsExactly("blocking 0", "other 0", "blocking 1", "other 1", "blocking 2", "other 2");
  }

  private static Named<BlockingCall> call(String name, BlockingCall call) {
    return Named.of(name, call);
  }

  /// Where a virtual thread cannot be taken off its carrier, so that it blocks the loop's thread
  /// itself.
  private static void pinned(BlockingCall call) {
    Pins.inStaticInitializer(
        () -> {
          try {
            call.block();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void park() {
    Thread task = Thread.currentThread();
    Stranger.whenIAmBlocked(() -> LockSupport.unpark(task));
    LockSupport.park();
  }

  private static void joinThread() throws InterruptedException {
    Thread task = Thread.currentThread();
    Thread.ofPlatform().start(() -> Stranger.awaitBlocked(task)).join();
  }

  private static void waitForNotification() throws InterruptedException {
    Object monitor = new Object();
    synchronized (monitor) {
      Stranger.whenIAmBlocked(
          () -> {
            synchronized (monitor) {
              monitor.notifyAll();
            }
          });
      monitor.wait();
    }
  }

  private static void waitForTime() throws InterruptedException {
    Object monitor = new Object();
    synchronized (monitor) {
      monitor.wait(2);
    }
  }

  private static void enterMonitor() throws InterruptedException {
    Object monitor = new Object();
    Stranger.holdsUntilIWaitFor(monitor);
    synchronized (monitor) {
      assertThat(Thread.holdsLock(monitor)).isTrue();
    }
  }

  private static void lock() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch taken = new CountDownLatch(1);
    Thread task = Thread.currentThread();
    Stranger.does(
        () -> {
          lock.lock();
          taken.countDown();
          Stranger.await(() -> lock.hasQueuedThread(task));
          lock.unlock();
        });
    taken.await();
    lock.lock();
  }

  private static void awaitLatch() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    Stranger.whenIAmBlocked(latch::countDown);
    latch.await();
  }

  private static void getFuture() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    Stranger.whenIAmBlocked(() -> future.complete("result"));
    assertThat(future.get()).isEqualTo("result");
  }

  private static void take() throws InterruptedException {
    BlockingQueue<String> queue = queue();
    Stranger.whenIAmBlocked(() -> queue.put("item"));
    assertThat(queue.take()).isEqualTo("item");
  }

  private static BlockingQueue<String> queue() {
    return new ArrayBlockingQueue<>(1);
  }

  private static void readSocket() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket here = new Socket(loopback, server.getLocalPort());
        Socket there = server.accept()) {
      Stranger.whenIAmBlocked(() -> there.getOutputStream().write(42));
      assertThat(here.getInputStream().read()).isEqualTo(42);
    }
  }

  private static void readChannel() throws IOException {
    Pipe pipe = Pipe.open();
    try (var source = pipe.source();
        var sink = pipe.sink()) {
      Stranger.whenIAmBlocked(() -> sink.write(ByteBuffer.wrap(new byte[1])));
      assertThat(source.read(ByteBuffer.allocate(1))).isEqualTo(1);
    }
  }
}
