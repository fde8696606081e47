package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.testing.Pipe;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One end of a connection in memory under a virtual clock, and a raw peer at the other.
final class InMemory {
  /// What a test does.
  @FunctionalInterface
  interface Play {
    @Suspends
    void run(InMemory connection) throws Exception;
  }

  private final RawPeer peer;
  private final Task<Void> end;
  private WebSocket socket;

  private InMemory(
      Role role, Pipe pipe, WebSocketSettings settings, FrameSource source, Bodies body) {
    this.peer = new RawPeer(pipe.first(), role == Role.SERVER ? Role.CLIENT : Role.SERVER);
    this.end =
        Async.spawn(
            () ->
                WebSocket.run(
                    pipe.second(),
                    role,
                    settings,
                    source,
                    opened -> {
                      socket = opened;
                      body.run(opened);
                    }));
  }

  /// A body that may throw what an [Echo] throws.
  @FunctionalInterface
  interface Bodies {
    @Suspends
    void run(WebSocket socket) throws IOException;
  }

  /// With a body that receives until the end.
  static void run(Role role, WebSocketSettings settings, Play play) throws Exception {
    run(role, settings, new Pipe(), FrameSource.NONE, InMemory::receiveAll, play);
  }

  static void run(
      Role role, WebSocketSettings settings, Pipe pipe, FrameSource source, Bodies body, Play play)
      throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .clock(new VirtualClock())
        .blockedAfter(Duration.ofMinutes(1))
        .exceptionHandler(unhandled::add)
        .run(
            () -> {
              InMemory connection = new InMemory(role, pipe, settings, source, body);
              Async.yieldNow();
              play.run(connection);
              connection.peer.stream().abort();
              Async.wait(List.of(connection.end), ReturnWhen.ALL_COMPLETED);
              connection.failure();
              assertThat(EventLoop.running().allTasks()).hasSize(1);
            });
    assertThat(unhandled).isEmpty();
  }

  @Suspends
  private static void receiveAll(WebSocket socket) throws IOException {
    while (true) {
      socket.receive();
    }
  }

  RawPeer peer() {
    return peer;
  }

  WebSocket socket() {
    return socket;
  }

  /// What the connection ends with; null if its body has just ended.
  @Suspends
  Throwable awaitEnd() {
    Async.wait(List.of(end), ReturnWhen.ALL_COMPLETED);
    return failure();
  }

  void cancel() {
    end.cancel();
  }

  boolean hasEnded() {
    return end.isDone();
  }

  private Throwable failure() {
    return end.isCancelled() ? new CancelledError("cancelled") : end.exception();
  }

  static long seconds() {
    return Duration.ofNanos(EventLoop.running().time()).toSeconds();
  }

  static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }
}
