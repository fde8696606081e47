package dev.baton.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// Streams that remember what each call wrote, and which of them: `out 1|2|` for two lines.
final class Trail {
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private volatile CountDownLatch goOn = new CountDownLatch(0);
  private volatile String failure;

  Sink sink(String name) {
    return new Sink(name, stream(name));
  }

  OutputStream stream(String name) {
    return new OutputStream() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        begun.countDown();
        await(goOn);
        if (failure != null) {
          throw new IOException(failure);
        }
        add(name + " " + new String(bytes, offset, length, UTF_8).replace("\n", "|"));
      }

      @Override
      public void write(int oneByte) {
        throw new AssertionError("a byte at a time");
      }
    };
  }

  private synchronized void add(String write) {
    writes.add(write);
    notifyAll();
  }

  /// Waits until there have been more writes than these.
  synchronized void awaitMoreThan(int count) throws InterruptedException {
    while (writes.size() <= count) {
      wait();
    }
  }

  /// From now on whoever writes stands still, until [#goOn()].
  void block() {
    goOn = new CountDownLatch(1);
  }

  void goOn() {
    goOn.countDown();
  }

  /// Waits until somebody writes.
  void awaitWriting() throws InterruptedException {
    begun.await();
  }

  /// From now on nothing can be written.
  void fail(String message) {
    failure = message;
  }

  /// What each call wrote.
  List<String> writes() {
    return writes;
  }

  /// All lines, whatever stream they went to.
  List<String> lines() {
    return writes.stream()
        .map(write -> write.substring(write.indexOf(' ') + 1))
        .flatMap(lines -> Stream.of(lines.split("\\|")))
        .toList();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
