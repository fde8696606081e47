package dev.baton.scraper.sites;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.scraper.demo.DemoWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The demo's world on a loop and a thread of its own, for tests that crawl it.
public final class RunningWorld implements AutoCloseable {
  private record Parts(EventLoop loop, Task<?> task, DemoWorld world) {}

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Parts> started = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("demo world").start(this::run);
  private final Parts parts = started.join();

  private void run() {
    try {
      EventLoop.builder()
          .exceptionHandler(failure -> failures.add(failure.exception()))
          .run(this::serve);
    } catch (CancelledError closed) {
      // by us
    } catch (Throwable failure) {
      started.completeExceptionally(failure);
      failures.add(failure);
    }
  }

  @Suspends
  private void serve() {
    try (DemoWorld world = DemoWorld.open(0)) {
      started.complete(new Parts(EventLoop.running(), Async.currentTask(), world));
      world.serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks the world something, on its loop.
  public <T> T ask(Function<DemoWorld, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    parts.loop().callSoonThreadsafe(() -> answer.complete(question.apply(parts.world())));
    return answer.join();
  }

  /// The URL of a path on a host of the world, as `shop`.
  public String url(String host, String path) {
    return parts.world().url(host, path);
  }

  /// Ends it.
  ///
  /// @throws AssertionError if the world has failed meanwhile
  @Override
  public void close() {
    parts.loop().callSoonThreadsafe(parts.task()::cancel);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("the world does not end", e);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("the world has failed", failures.getFirst());
    }
  }
}
