package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Handlers;
import dev.baton.jobs.Job;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.Lease;
import dev.baton.jobs.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "٣        | line 6 has no number to add: \"٣\"",
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

  @ParameterizedTest
  @CsvSource({"'de,2026', 2", "'de,2026,1,2', 4"})
  void aRowWithTooFewOrManyFieldsIsNotGuessed(String row, int fields) throws Exception {
    Files.writeString(input, SALES + row + "\n");
    assertThat(process("amount", ""))
        .isEqualTo(
            new Outcome.Dead(
                "line 6 of the input has %d fields, and the first line has 3; correct it"
                    .formatted(fields)));
  }

  /// A file that was cut off: its last number may have had more digits.
  @ParameterizedTest
  @ValueSource(strings = {"de,2026,\"12", "\"de\"x,2026,12", "LONG,2026,12"})
  void whatIsNotCsvIsNotGuessed(String row) throws Exception {
    Files.writeString(input, SALES + row.replace("LONG", "x".repeat(2_000_000)));
    assertThat(process("amount", ""))
        .isEqualTo(
            new Outcome.Dead(
                "the input is not CSV behind line 5: a quote is not closed, text follows behind"
                    + " one, or a field is longer than 1,048,576 characters; correct it"));
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

  /// A folder, or /dev/null, which must not become a file.
  @Test
  void whatIsNoFileIsNoOutput() throws Exception {
    Files.writeString(input, SALES);
    Files.createDirectory(output);
    assertThat(process("amount", ""))
        .isEqualTo(new Outcome.Dead("the output is no file but something else: " + output));
  }

  @Test
  void anEmptyInputIsToldAndNotTakenForNoRows() throws Exception {
    Files.writeString(input, "");
    assertThat(process("amount", ""))
        .isEqualTo(
            new Outcome.Dead("the input is empty; it needs a first line with the columns' names"));
    Files.writeString(input, "country,year\n");
    assertThat(process("amount", ""))
        .isEqualTo(new Outcome.Dead("the input has no column \"amount\"; it has [country, year]"));
  }

  @Test
  void anInputWithoutRowsHasNoSums() throws Exception {
    Files.writeString(input, "country,amount");
    assertThat(process("amount", "")).isEqualTo(new Outcome.Done());
    assertThat(output).hasContent("country,amount\n");
  }

  @Test
  void aColumnThatIsThereTwiceIsNotGuessed() throws Exception {
    Files.writeString(input, "country,amount,amount\nde,1,2\n");
    assertThat(process("amount", ""))
        .isEqualTo(
            new Outcome.Dead(
                "the input has more than one column \"amount\"; it has [country, amount, amount]"));
  }

  private static final byte[] LATIN_1 =
      "country,amount\r\nÖst,1\r\nÄst,2\r\nÜst,4\r\n".getBytes(StandardCharsets.ISO_8859_1);

  @Test
  void whatIsNotUtf8IsRefusedAndItsLineNamed() throws Exception {
    Files.write(input, LATIN_1);
    assertThat(process("amount", ""))
        .isEqualTo(
            new Outcome.Dead(
                "line 2 of the input is not UTF-8, seen: D6; say in which charset it is, such as"
                    + " \"charset\": \"ISO-8859-1\""));
    assertThat(output).doesNotExist();
  }

  @Test
  void anotherCharsetIsReadWhereItIsSaid() throws Exception {
    Files.write(input, LATIN_1);
    assertThat(process("amount", ", \"charset\": \"latin1\"")).isEqualTo(new Outcome.Done());
    assertThat(output).hasContent("country,amount\nÄst,2\nÖst,1\nÜst,4\n");
  }

  /// Far behind the first buffer, at its edge or in the middle; also in a file of an old Mac.
  @ParameterizedTest
  @CsvSource({"1, \\n", "8191, \\n", "8192, \\n", "32767, \\n", "100000, \\n", "7, \\r"})
  void aBadByteIsFoundWhereverItIs(int row, String end) throws Exception {
    String newline = end.equals("\\n") ? "\n" : "\r";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("country,amount" + newline).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(("ä,1" + newline).repeat(row - 1).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(new byte[] {(byte) 0xc3, ',', '1'});
    Files.write(input, bytes.toByteArray());

    assertThat(process("amount", ""))
        .isInstanceOfSatisfying(
            Outcome.Dead.class,
            dead ->
                assertThat(dead.reason())
                    .startsWith("line %,d of the input is not UTF-8".formatted(row + 1)));
  }

  @Test
  void aCharacterThatIsCutOffAtTheEndIsNoText() throws Exception {
    byte[] cut = "country,amount\nx,€".getBytes(StandardCharsets.UTF_8);
    Files.write(input, Arrays.copyOf(cut, cut.length - 1));
    assertThat(process("amount", ""))
        .isInstanceOfSatisfying(
            Outcome.Dead.class, dead -> assertThat(dead.reason()).contains("line 2", "E2 82"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkSaysWhatTheFileIs(String charset) throws Exception {
    Files.writeString(input, "\ufeffcountry,amount\nÖst,1\n", Charset.forName(charset));
    assertThat(process("amount", ", \"charset\": \"ISO-8859-1\"")).isEqualTo(new Outcome.Done());
    assertThat(output).hasContent("country,amount\nÖst,1\n");
  }

  @Test
  void anUnknownCharsetIsNamed() {
    assertThatThrownBy(
            () -> new ProcessKind().read(job("amount", ", \"charset\": \"latin-9000\"").args()))
        .hasMessage(
            "process: \"charset\" is not known: latin-9000; use one like UTF-8 or ISO-8859-1");
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
    "=, ٣, 3, false",
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
