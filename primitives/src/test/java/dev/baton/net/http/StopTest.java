package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.get;
import static dev.baton.net.http.TestServer.ok;
import static dev.baton.net.http.TestServer.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.testing.ScriptedNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest {
  private static final String CLOSE = "\r\nConnection: close\r\n\r\n";

  private final ScriptedNetwork network = new ScriptedNetwork(1);
  private final List<String> trail = new ArrayList<>();
  private final HttpServer server = new HttpServer(SETTINGS, this::takeAMinute);

  private Response takeAMinute(Request request) throws Exception {
    if (request.path().equals("/quick")) {
      return TestServer.echo(request);
    }
    try {
      Async.sleep(Duration.ofMinutes(1));
      return TestServer.echo(request);
    } catch (CancelledError cancelled) {
      trail.add(request + " cancelled");
      throw cancelled;
    }
  }

  private Task<Void> start() throws IOException {
    Listener listener = network.listen("server", 80);
    return Async.spawn(() -> server.serve(listener));
  }

  private Stream connect(String request) throws IOException {
    Stream stream = network.connect("server", 80);
    stream.write(request);
    return stream;
  }

  @Test
  void idleConnectionsCloseAtOnceAndOthersFinish() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Void> serving = start();
          Stream silent = connect("");
          Stream idle = connect(get("/quick"));
          Stream busy = connect(get("/slow") + get("/never"));
          Stream begun = connect("GET /quick HTTP/1.1\r\n");
          assertThat(TestServer.readResponse(idle)).isEqualTo(ok("GET /quick"));
          VirtualLoop.settle();
          assertThat(server.connections()).isEqualTo(4);
          Task<Void> stopping = Async.spawn(() -> server.stop(Duration.ofMinutes(2)));
          assertThat(readAll(silent)).isEmpty();
          assertThat(readAll(idle)).isEmpty();
          assertThat(VirtualLoop.now()).isLessThan(10);
          begun.write("Host: a\r\n\r\n");
          assertThat(readAll(begun)).isEqualTo(ok("GET /quick").replace("\r\n\r\n", CLOSE));
          begun.close();
          assertThatThrownBy(() -> network.connect("server", 80))
              .isInstanceOf(ConnectException.class);
          assertThat(readAll(busy)).isEqualTo(ok("GET /slow").replace("\r\n\r\n", CLOSE));
          assertThat(VirtualLoop.now()).isBetween(60_000L, 60_010L);
          busy.close();
          stopping.await();
          serving.await();
          assertThat(VirtualLoop.now()).isBetween(60_000L, 60_010L);
          assertThat(server.connections()).isZero();
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void whatIsNotDoneWithinTheLimitIsCut() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Void> serving = start();
          Stream busy = connect(get("/slow"));
          VirtualLoop.settle();
          server.stop(Duration.ofSeconds(5));
          assertThat(VirtualLoop.now()).isBetween(5_000L, 5_010L);
          assertThat(readAll(busy)).isEmpty();
          serving.await();
          server.stop(Duration.ofSeconds(5)); // nothing to do
          assertThatThrownBy(() -> server.serve(network.listen("server", 80)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("HttpServer [0 connections, stopping] was stopped; make a new one");
        });
    assertThat(trail).containsExactly("GET /slow cancelled");
  }

  @Test
  void cancellingTheTaskThatServesEndsEverythingAtOnce() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Void> serving = start();
          Stream idle = connect("");
          Stream busy = connect(get("/slow"));
          VirtualLoop.settle();
          serving.cancel();
          assertThat(readAll(idle)).isEmpty();
          assertThat(readAll(busy)).isEmpty();
          assertThatThrownBy(serving::await).isInstanceOf(CancelledError.class);
          assertThat(VirtualLoop.now()).isLessThan(10);
        });
    assertThat(trail).containsExactly("GET /slow cancelled");
  }
}
