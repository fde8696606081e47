package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Handlers;
import dev.baton.jobs.Job;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.Lease;
import dev.baton.jobs.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataProcessingTest {
  private static final String SALES =
      """
      country,year,amount
      de,2025,10.10
      "fr, south",2026,7
      de,2026,0.20
      de,2024,1000
      """;

  @TempDir private Path folder;
  private Path input;
  private Path output;

  @BeforeEach
  void nameTheFiles() {
    input = folder.resolve("in.csv");
    output = folder.resolve("out.csv");
  }

  private Job job(String sum, String filter) {
    return new Job(
        new Lease(1, 1),
        "the-key",
        "process",
        """
        {"input": "%s", "output": "%s", "groupBy": "country", "sum": "%s"%s}\
        """
            .formatted(input, output, sum, filter),
        1,
        3);
  }

  private Outcome process(String sum, String filter) throws Exception {
    return EventLoop.run(() -> run(job(sum, filter)));
  }

  private static Outcome run(Job job) {
    return Handlers.open(Kinds.of(new ProcessKind()), Map.of(), Duration.ofMinutes(1)).run(job);
  }

  private static String filter(String column, String is, String value) {
    return ", \"filter\": {\"column\": \"%s\", \"is\": \"%s\", \"value\": \"%s\"}"
        .formatted(column, is, value);
  }

  @Test
  void addsUpByGroupWhatTheFilterAccepts() throws Exception {
    Files.writeString(input, SALES);

    assertThat(process("amount", filter("year", ">=", "2025"))).isEqualTo(new Outcome.Done());

    assertThat(output)
        .hasContent(
            """
            country,amount
            de,10.30
            "fr, south",7
            """);
  }

  @Test
  void doingItAgainGivesTheSameFile() throws Exception {
    Files.writeString(input, SALES);

    process("amount", "");
    byte[] first = Files.readAllBytes(output);
    process("amount", "");

    assertThat(output).hasBinaryContent(first);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void whatACrashLeftBehindIsOverwritten() throws Exception {
    Files.writeString(input, SALES);
    Files.writeString(folder.resolve(".out.csv.the-key.tmp"), "half a line".repeat(1000));

    process("amount", "");

    assertThat(output).content().startsWith("country,amount\n").doesNotContain("half");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc      | line 6 has no number to add: \"abc\"",
        "''       | line 6 has no number to add: \"\"",
        "1e999999 | line 6 has no number to add: \"1e999999\"",
      })
  void aLineWithoutANumberIsNamedAndTheOldResultStays(String bad, String reason) throws Exception {
    Files.writeString(input, SALES + "de,2026," + bad + "\n");
    Files.writeString(output, "the old result");

    assertThat(process("amount", ""))
        .isEqualTo(new Outcome.Dead(reason + "; correct it, or filter it out"));
    assertThat(output).hasContent("the old result");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    Files.writeString(input, SALES);
    assertThat(process("price", ""))
        .isEqualTo(
            new Outcome.Dead("the input has no column \"price\"; it has [country, year, amount]"));
  }

  @Test
  void aRowWithTooFewFieldsIsNotGuessed() throws Exception {
    Files.writeString(input, SALES + "de,2026\n");
    assertThat(process("amount", "")).isInstanceOf(Outcome.Dead.class);
  }

  @Test
  void aMissingFileMayStillCome() throws Exception {
    assertThat(process("amount", "")).isEqualTo(new Outcome.Retry("there is no " + input));
  }

  @Test
  void aFolderIsNoInput() throws Exception {
    Files.createDirectory(input);
    assertThat(process("amount", "")).isInstanceOf(Outcome.Dead.class);
  }

  @Test
  void theLoopGoesOnMeanwhile() throws Exception {
    Files.writeString(input, SALES);
    EventLoop.run(
        () -> {
          Task<Outcome> task = Async.spawn(() -> run(job("amount", "")));
          int turns = 0;
          while (!task.isDone()) {
            Async.yieldNow();
            turns++;
          }
          assertThat(turns).isGreaterThan(2);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "=, 5, 5.0, true",
    "!=, 5, 5.0, false",
    "<, 10, 9, false",
    "<, 9, 10, true",
    "<, b9, b10, false",
    "<=, 5, 5, true",
    ">, 5, 5, false",
    ">=, 5, 5, true",
    "=, 1e999999999, 1e999999999, true",
  })
  void numbersAreComparedAsNumbersAndTheRestAsText(
      String sign, String text, String value, boolean accepted) {
    RowFilter filter =
        RowFilter.read(
            Fields.of(
                "filter",
                "{\"column\": \"c\", \"is\": \"%s\", \"value\": \"%s\"}".formatted(sign, value)));
    assertThat(filter.accepts(text)).isEqualTo(accepted);
  }
}
