package dev.baton.trace;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChromeTraceTest {
  @Test
  void isTheFormatThatChromeAndPerfettoRead() throws IOException {
    JsonNode json = write(run());

    assertThat(json.path("displayTimeUnit").asString()).isEqualTo("ms");
    assertThat(json.path("otherData").path("title").asString()).isEqualTo("a run");
    for (JsonNode event : json.path("traceEvents")) {
      assertThat(event.path("ph").asString()).isIn("M", "X", "i", "C", "s", "f");
      assertThat(event.path("pid").isInt()).isTrue();
      assertThat(event.path("tid").isInt()).isTrue();
    }
  }

  @Test
  void aTaskIsAThreadAndWhatItDoesAnEvent() throws IOException {
    JsonNode json = write(run());

    assertThat(found(json, "M", "thread_name"))
        .extracting(event -> event.path("args").path("name").asString())
        .containsExactly("event loop", "main", "anna", "ben");
    JsonNode sleep = found(json, "X", "the clock").getFirst();
    assertThat(sleep.path("cat").asString()).isEqualTo("waits for time");
    assertThat(sleep.path("ts").asDouble()).isZero();
    assertThat(sleep.path("dur").asDouble()).isEqualTo(10_000);
    assertThat(sleep.path("tid").asInt()).isEqualTo(2);
  }

  @Test
  void whoWokeWhomIsAPairOfEvents() throws IOException {
    JsonNode json = write(run());
    JsonNode from = found(json, "s", "wakes").getFirst();
    JsonNode to = found(json, "f", "wakes").getFirst();

    assertThat(from.path("id")).isEqualTo(to.path("id"));
    assertThat(from.path("tid").asInt()).isEqualTo(2);
    assertThat(to.path("tid").asInt()).isEqualTo(3);
  }

  @Test
  void aQueueIsACounter() throws IOException {
    JsonNode json =
        write(
            Runs.of(
                () -> {
                  Queue<Integer> queue = new Queue<>();
                  queue.put(1);
                  queue.put(2);
                  queue.get();
                }));

    assertThat(found(json, "C", "Queue"))
        .extracting(event -> event.path("args").path("n").asInt())
        .containsExactly(1, 2, 1);
  }

  @Test
  void whatTheLoopNoticesIsAnInstant() throws IOException {
    JsonNode json = write(Runs.of(() -> new Lock("A").acquire()));
    String begins = "lock never released: ";

    assertThat(json.path("traceEvents"))
        .filteredOn(event -> event.path("name").asString().startsWith(begins))
        .singleElement()
        .extracting(event -> event.path("ph").asString())
        .isEqualTo("i");
  }

  @Test
  void nothingIsLeftOutOfALargeRun() throws IOException {
    Trace trace =
        Runs.of(
            () -> {
              for (int i = 0; i < 3_000; i++) {
                sleep(ofMillis(1));
              }
            });

    assertThat(found(write(trace), "X", "the clock")).hasSize(3_000);
  }

  private static Trace run() {
    return Runs.of(
        () -> {
          Lock lock = new Lock("A");
          TaskGroup.run(
              group -> {
                group.spawn("anna", () -> hold(lock));
                group.spawn("ben", () -> hold(lock));
              });
        });
  }

  private static void hold(Lock lock) {
    try (var held = lock.acquire()) {
      sleep(ofMillis(10));
    }
  }

  private static JsonNode write(Trace trace) throws IOException {
    StringBuilder out = new StringBuilder();
    ChromeTrace.write("a run", List.of(trace), out);
    return new JsonMapper().readTree(out.toString());
  }

  private static List<JsonNode> found(JsonNode json, String phase, String name) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : json.path("traceEvents")) {
      if (event.path("ph").asString().equals(phase) && event.path("name").asString().equals(name)) {
        found.add(event);
      }
    }
    return found;
  }
}
