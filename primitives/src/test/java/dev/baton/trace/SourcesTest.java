package dev.baton.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.trace.TraceEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeSources() throws IOException {
    write("src/main/java/org/example/Bank.java", 30);
    write("module/src/test/java/org/example/BankTest.java", 30);
    write("secret/Plan.java", 30);
  }

  private void write(String name, int lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        IntStream.rangeClosed(1, lines)
            .mapToObj(number -> "\tline " + number + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void findsTheLinesAroundTheOneThatWaits() {
    Map<String, String> lines = of("org/example/Bank.java:10").get("org/example/Bank.java");

    assertThat(lines)
        .hasSize(9)
        .containsEntry("6", "    line 6")
        .containsEntry("14", "    line 14");
  }

  @Test
  void looksIntoTheModulesAndTheTests() {
    assertThat(of("org/example/BankTest.java:30").get("org/example/BankTest.java")).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "org/example/Bank.java",
        "org/example/Bank.java:31000000",
        "../secret/Plan.java:3",
        "../../secret/Plan.java:3",
        "/secret/Plan.java:3",
        "org/example/Missing.java:3",
        "org/example/Bank.kt:3"
      })
  void whatIsNoLineOfAProjectIsNotRead(String at) {
    assertThat(of(at)).isEmpty();
  }

  @Test
  void aLineBehindTheEndIsNotThere() {
    assertThat(of("org/example/Bank.java:900")).isEmpty();
  }

  @Test
  void aFileThatIsLargeOrNotTextIsLeftOut() throws IOException {
    write("src/main/java/Large.java", 100_000);
    Files.write(folder.resolve("src/main/java/Binary.java"), new byte[] {(byte) 0xff, 10, 10});

    assertThat(of("Large.java:3")).isEmpty();
    assertThat(of("Binary.java:1")).isEmpty();
  }

  @Test
  void fiveThousandLinesAreTakenAtMost() throws IOException {
    write("src/main/java/Long.java", 20_000);
    String[] all =
        IntStream.range(0, 2_000).mapToObj(i -> "Long.java:" + (i * 10 + 5)).toArray(String[]::new);

    assertThat(of(all).get("Long.java")).hasSize(5_000);
  }

  private Map<String, Map<String, String>> of(String... lines) {
    List<TraceEvent> events =
        List.of(lines).stream()
            .map(line -> new TraceEvent(0, Kind.SUSPEND, 1, 0, "", line, null))
            .toList();
    List<TracedTask> tasks = List.of(new TracedTask(1, "main", 0, 0));
    Trace trace = new Trace("", tasks, events, List.of(), 0);
    return Sources.of(Layout.of(List.of(trace)), folder);
  }
}
