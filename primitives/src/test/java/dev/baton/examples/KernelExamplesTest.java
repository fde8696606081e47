package dev.baton.examples;

import static dev.baton.Async.asCompleted;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Signals;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.http.HttpServer;
import dev.baton.sync.Event;
import dev.baton.testkit.UnixSignals;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the doc comments of `dev.baton`, and the first ones of the READMEs.
class KernelExamplesTest {
  private final String url = "https://a.example";
  private final Site site = new Site();
  private final List<String> shown = new ArrayList<>();

  @Suspends
  private String fetch(String url) {
    return site.fetch(url);
  }

  private void show(String page) {
    shown.add(page);
  }

  @Test
  void runsALoop() throws Exception {
    String printed =
        Printed.by(
            () -> {
              // @start region="EventLoop"
              EventLoop.run(
                  () -> {
                    Task<String> page = Async.spawn(() -> fetch(url));
                    System.out.println(page.await());
                  });
              // @end
            });
    assertThat(printed).isEqualTo("page https://a.example\n");
  }

  @Test
  void runsALoopWithSettings() {
    // @start region="EventLoopBuilder"
    EventLoop.builder().debug(true).blockedAfter(Duration.ofMillis(50)).run(() -> fetch(url));
    // @end
    assertThat(site.fetched).containsExactly(url);
  }

  @Test
  @Tag("process")
  void hearsASignal() throws Exception {
    EventLoop.run(
        () -> {
          Event reload = new Event("reload");
          // @start region="Signals"
          EventLoop loop = EventLoop.running();
          Optional<Signals.Listening> listening =
              Signals.listen("USR1", () -> loop.callSoonThreadsafe(reload::set));
          try {
            serve(reload);
          } finally {
            listening.ifPresent(Signals.Listening::close);
          }
          // @end
        });
    assertThat(shown).containsExactly("reloaded");
  }

  @Suspends
  private void serve(Event reload) throws Exception {
    Blocking.call(() -> UnixSignals.send(ProcessHandle.current().pid(), "USR1"));
    timeout(Duration.ofSeconds(20), reload::await);
    show("reloaded");
  }

  @Test
  void startsTasksInAGroup() {
    String a = "https://a.example";
    String b = "https://b.example";
    VirtualLoop.run(
        () -> {
          // @start region="TaskGroup"
          TaskGroup.run(
              group -> {
                group.spawn(() -> fetch(a));
                group.spawn(() -> fetch(b));
              }); // both have ended here
          // @end
          assertThat(site.fetched).containsExactly(a, b);
          assertThat(site.most).isEqualTo(2);
        });
  }

  @Test
  void limitsTheTime() {
    VirtualLoop.run(
        () -> {
          // @start region="Timeout"
          String page = Async.timeout(Duration.ofSeconds(2), () -> fetch(url));
          // @end
          assertThat(page).isEqualTo("page https://a.example");
        });
  }

  @Test
  void takesResultsAsTheyCome() throws Exception {
    VirtualLoop.run(
        () -> {
          List<Task<String>> pages =
              List.of(spawn(() -> fetch("long.example")), spawn(() -> fetch("b.example")));
          // @start region="Async"
          for (Future<String> next : asCompleted(pages)) {
            show(next.await());
          }
          // @end
        });
    assertThat(shown).containsExactly("page b.example", "page long.example");
  }

  @Test
  void countsWhatNeedNotWait() {
    VirtualLoop.run(
        () -> {
          Task<Void> other = spawn(() -> show("other"));
          for (int i = 0; i < 65; i++) {
            assertThat(other.isDone()).isFalse();
            // @start region="Async"
            if (Async.spendBudget()) {
              Async.renewBudget();
            }
            // @end
          }
          assertThat(other.isDone()).isTrue();
        });
  }

  @Test
  void readsAFileOutsideTheLoop(@TempDir Path folder) throws Exception {
    Path path = Files.writeString(folder.resolve("a.txt"), "text");
    EventLoop.run(
        () -> {
          // @start region="Blocking"
          String text = Blocking.call(() -> Files.readString(path));
          // @end
          assertThat(text).isEqualTo("text");
        });
  }

  @Test
  void awaitsACallback() throws Exception {
    OkHttpClient client = new OkHttpClient();
    HttpServer server = new HttpServer(_ -> dev.baton.net.http.Response.text("hello"));
    EventLoop.run(
        () -> {
          try (Listener listener = Net.listen(new InetSocketAddress("127.0.0.1", 0))) {
            spawn(() -> server.serve(listener));
            String url = "http://127.0.0.1:" + listener.port();
            Request request = new Request.Builder().url(url).build();
            assertThat(text(client, request)).isEqualTo("hello");
          }
        });
  }

  @Suspends
  private static String text(OkHttpClient client, Request request) throws IOException {
    // @start region="Completer"
    Call call = client.newCall(request);
    Completer<String> answer = Completer.open("GET " + request.url(), call::cancel);
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call call, Response response) {
            try (response) {
              answer.succeed(response.body().string()); // reads here, on OkHttp's thread
            } catch (Throwable failure) {
              answer.fail(failure);
            }
          }

          @Override
          public void onFailure(Call call, IOException failure) {
            answer.fail(failure);
          }
        });
    return Async.timeout(
        Duration.ofSeconds(10), () -> answer.future().awaitThrowing(IOException.class));
    // @end
  }

  @Test
  void isTheReadmesFirst() throws Exception {
    String printed =
        Printed.by(
            () -> {
              // @start region="README"
              EventLoop.run(
                  () -> {
                    Task<String> slow =
                        spawn(
                            () -> {
                              sleep(Duration.ofMillis(100));
                              return "slow";
                            });
                    Task<String> quick = spawn(() -> "quick");
                    System.out.println(quick.await() + ", then " + slow.await());
                  });
              // @end
            });
    assertThat(printed).isEqualTo("quick, then slow\n");
  }

  @Test
  void isTheFirstOfAll() throws Exception {
    String printed = Printed.by(this::firstOfAll);
    assertThat(printed).isEqualTo("page https://c.example\n");
    assertThat(site.fetched).hasSize(3);
  }

  private void firstOfAll() {
    // @start region="README"
    EventLoop.run(
        () -> {
          TaskGroup.run(
              group -> { // both have ended when the block ends
                group.spawn(() -> fetch("https://a.example"));
                group.spawn(() -> fetch("https://b.example"));
              });
          String page = timeout(Duration.ofSeconds(2), () -> fetch("https://c.example"));
          System.out.println(page);
        });
    // @end
  }

  static final class Hello {
    // @start region="README"
    void main() {
      EventLoop.run(
          () ->
              TaskGroup.run(
                  group -> {
                    group.spawn(() -> say("world", 200));
                    group.spawn(() -> say("hello", 100));
                  }));
    }

    void say(String word, int after) {
      sleep(Duration.ofMillis(after));
      IO.println(word);
    }
    // @end
  }

  @Test
  void isTheReadmesProject() throws Exception {
    assertThat(Printed.by(new Hello()::main)).isEqualTo("hello\nworld\n");
  }
}
