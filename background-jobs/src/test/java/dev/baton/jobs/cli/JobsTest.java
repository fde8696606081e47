package dev.baton.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.baton.EventLoop;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.TestKind;
import dev.baton.jobs.Worker;
import dev.baton.jobs.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command line, in this process.
final class JobsTest {
  private static final String HOOK = "{\"url\": \"http://127.0.0.1:9/hook?secret=hunter2\"}";

  @TempDir private Path folder;

  private Ran jobs(String... arguments) {
    return jobsWithInput(new byte[0], arguments);
  }

  private Ran jobsWithInput(byte[] input, String... arguments) {
    return Ran.jobs(Jobs.KINDS, input, with(arguments, "--store", store().toString()));
  }

  private Path store() {
    return folder.resolve("jobs.db");
  }

  /// The same as the other programs of this project.
  @Test
  void saysWhatItIs() {
    Ran version = new Ran(0, "baton-jobs dev\n", "");
    assertThat(Ran.jobs(Jobs.KINDS, new byte[0], "--version")).isEqualTo(version);
    assertThat(Ran.jobs(Jobs.KINDS, new byte[0], "work", "--version")).isEqualTo(version);
  }

  @Test
  void whatNobodyExpectsOfAHandlerIsABugToo() {
    Kinds broken =
        Kinds.of(
            TestKind.of(
                "broken",
                _ -> {
                  throw new StackOverflowError("in the handler");
                }));
    byte[] none = new byte[0];
    Ran.jobs(broken, none, "enqueue", "broken", "{}", "--store", store().toString());

    Ran ran = Ran.jobs(broken, none, "work", "--until-empty", "--store", store().toString());

    assertThat(ran.code()).isEqualTo(70);
    assertThat(ran.err())
        .startsWith("jobs: internal error; this is a bug\n")
        .contains("java.lang.StackOverflowError: in the handler");
  }

  @Test
  void whatNobodyExpectsIsABug() {
    Kinds broken =
        Kinds.of(
            new TestKind<>(
                "broken",
                _ -> {
                  throw new StackOverflowError("in the reader");
                },
                _ -> null));

    Ran ran = Ran.jobs(broken, new byte[0], "enqueue", "broken", "{}");

    assertThat(ran.code()).isEqualTo(70);
    assertThat(ran.err())
        .startsWith("jobs: internal error; this is a bug\njava.lang.StackOverflowError: in the");
  }

  @Test
  void everyCommandLeavesATrace() throws Exception {
    Path trace = folder.resolve("trace.txt");
    for (String command : List.of("enqueue", "work", "list", "stats")) {
      String[] words =
          switch (command) {
            case "enqueue" -> new String[] {"enqueue", "webhook", HOOK, "--delay", "1000"};
            default -> new String[] {command};
          };
      if (!command.equals("work")) {
        assertThat(jobs(with(words, "--trace", trace.toString())).code()).isZero();
        assertThat(Files.readString(trace))
            .startsWith("jobs " + command + "\n")
            .contains("main  is done")
            .doesNotContain("hunter2");
      }
      Ran refused = jobs(with(words, "--trace", "x.png"));
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .isEqualTo(
              "jobs: a trace must end in .svg, .html, .json or .txt, got x.png; see jobs "
                  + command
                  + " --help\n");
    }
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void anEnqueuedJobIsListedWithoutItsSecrets() {
    assertThat(jobs("enqueue", "webhook", HOOK, "--key", "order-7").out())
        .isEqualTo("enqueued job 1, key order-7\n");

    Ran list = jobs("list");
    assertThat(list.code()).isZero();
    assertThat(list.out())
        .contains("      1  webhook  ready    0/12 ", "http://127.0.0.1:9/hook\n")
        .doesNotContain("hunter2");
    assertThat(jobs("list", "--json").out())
        .startsWith("{\"id\":1,\"key\":\"order-7\",\"kind\":\"webhook\",\"state\":\"ready\",")
        .doesNotContain("hunter2")
        .endsWith("}\n");
    assertThat(jobs("stats", "--json").out())
        .startsWith(
            "{\"jobs\":{\"webhook\":{\"ready\":1,\"waiting\":0,\"running\":0,\"done\":0,\"dead\":0}},\"unknownKinds\":[],\"oldestReadyMillis\":");
  }

  @Test
  void aKnownKeyIsSaid() {
    jobs("enqueue", "webhook", HOOK, "--key", "order-7");
    assertThat(jobs("enqueue", "webhook", HOOK, "--key", "order-7"))
        .isEqualTo(new Ran(0, "key order-7 is known: it is job 1, nothing was added\n", ""));
  }

  @Test
  void aKeyOfAnotherJobIsRefused() {
    jobs("enqueue", "webhook", HOOK, "--key", "order-7");
    String other = HOOK.replace("hook", "other");
    assertThat(jobs("enqueue", "webhook", other, "--key", "order-7"))
        .isEqualTo(
            new Ran(
                4,
                "",
                "jobs: key order-7 is taken by job 1, which is of another kind or has other"
                    + " arguments; use another key\n"));
  }

  @Test
  void aLineWithTheKeyOfAnotherJobIsNamedAndThoseBeforeItAreKept() {
    byte[] first = (HOOK + "\n" + HOOK).getBytes(UTF_8);
    jobsWithInput(first, "enqueue", "webhook", "--key", "batch");
    String lines = String.join("\n", HOOK, HOOK.replace("hook", "other"), HOOK);
    byte[] other = lines.getBytes(UTF_8);

    Ran ran = jobsWithInput(other, "enqueue", "webhook", "--key", "batch");

    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.err())
        .startsWith("jobs: standard input: line 2: key batch-2 is taken by job 2, which is of")
        .endsWith("enqueued 0 webhook jobs, left out 1 known before in %s\n".formatted(store()));
  }

  @Test
  void manyComeFromStandardInput() {
    String lines = (HOOK + "\n").repeat(1200) + "\n" + HOOK;

    Ran ran = jobsWithInput(lines.getBytes(UTF_8), "enqueue", "webhook");

    assertThat(ran)
        .isEqualTo(new Ran(0, "enqueued 1,201 webhook jobs in %s\n".formatted(store()), ""));
    assertThat(jobs("list", "--limit", "5000", "--json").out().lines()).hasSize(1201);
  }

  @Test
  void theSameInputWithAKeyAddsOnlyWhatIsMissing() {
    byte[] lines = (HOOK + "\n").repeat(3).getBytes(UTF_8);
    byte[] more = (HOOK + "\n").repeat(5).getBytes(UTF_8);

    jobsWithInput(lines, "enqueue", "webhook", "--key", "batch");
    Ran again = jobsWithInput(more, "enqueue", "webhook", "--key", "batch");

    assertThat(again.out())
        .isEqualTo("enqueued 2 webhook jobs, left out 3 known before in %s\n".formatted(store()));
  }

  @Test
  void aBadLineIsNamedAndThoseBeforeItAreKept() {
    byte[] lines = (HOOK + "\n" + HOOK + "\n{\"url\": 5}\n" + HOOK).getBytes(UTF_8);

    Ran ran = jobsWithInput(lines, "enqueue", "webhook");

    assertThat(ran.code()).isEqualTo(Exits.REFUSED.code());
    assertThat(ran.err())
        .isEqualTo(
            """
            jobs: standard input: line 3: webhook: "url" is not a text but 5; put it in quotes
            enqueued 2 webhook jobs in %s
            """
                .formatted(store()));
  }

  /// An address grows where its letters are encoded: longer than what a worker reads.
  @Test
  void whatWouldNotReadBackIsRefused() {
    String grows = "{\"url\": \"http://127.0.0.1/%s\"}".formatted("é".repeat(2000));
    String sentence =
        "webhook: as it would be stored, it cannot be read: webhook: \"url\" has 12,017"
            + " characters; give 1 to 2,048\n";
    byte[] lines = (HOOK + "\n" + grows).getBytes(UTF_8);

    assertThat(jobs("enqueue", "webhook", grows)).isEqualTo(new Ran(4, "", "jobs: " + sentence));
    assertThat(jobsWithInput(lines, "enqueue", "webhook"))
        .isEqualTo(
            new Ran(
                4,
                "",
                "jobs: standard input: line 2: %senqueued 1 webhook job in %s\n"
                    .formatted(sentence, store())));
  }

  @Test
  void aLineHasALimitAndThoseBeforeItAreKept() {
    assertThat(enqueueAfterTwoGood("x".repeat(Lines.MAX_LINE + 1).getBytes(UTF_8)))
        .isEqualTo(refusedThird("is longer than 1,048,576 bytes; put large data into a file"));
  }

  @Test
  void aLineIsUtf8AndThoseBeforeItAreKept() {
    assertThat(enqueueAfterTwoGood(new byte[] {'{', (byte) 0xff, '}', '\n'}))
        .isEqualTo(refusedThird("is not UTF-8; convert it"));
  }

  private Ran enqueueAfterTwoGood(byte[] line) {
    byte[] good = (HOOK + "\n").repeat(2).getBytes(UTF_8);
    byte[] input = Arrays.copyOf(good, good.length + line.length);
    System.arraycopy(line, 0, input, good.length, line.length);
    return jobsWithInput(input, "enqueue", "webhook");
  }

  private Ran refusedThird(String why) {
    return new Ran(
        4,
        "",
        "jobs: standard input: line 3 %s\nenqueued 2 webhook jobs in %s\n".formatted(why, store()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                            | 2 | jobs: a command is missing, such as enqueue or work;",
        "fly                         | 2 | jobs: there is no command fly; there are enqueue, work,"
            + " list, stats; see jobs --help",
        "work --conurrency 3         | 2 | jobs: unknown option --conurrency (similar:"
            + " --concurrency); see jobs work --help",
        "enqueue fax {}              | 2 | jobs: there is no kind of job \"fax\"; there are"
            + " webhook, email, process; see jobs enqueue --help",
        "enqueue webhook {}          | 4 | jobs: webhook: \"url\" is missing; give it as a text",
        "enqueue webhook {} --delay -1 | 2 | jobs: --delay must be a time such as 500ms,"
            + " 2.5s, 30 (seconds), 2m, 3h or 7d, got -1; see jobs enqueue --help",
        "enqueue                     | 2 | jobs: KIND is missing; see jobs enqueue --help",
        "enqueue webhook --key       | 2 | jobs: --key needs a value; see jobs enqueue --help",
        "list --limit ten            | 2 | jobs: --limit must be a whole number of at most 9"
            + " digits, got ten; see jobs list --help",
        "list --limit 1 --limit 2    | 2 | jobs: --limit is given twice; see jobs list --help",
        "list --json=x               | 2 | jobs: --json must be given without a value, got x; see"
            + " jobs list --help",
        "enqueue webhook {} --delay 366d | 2 | jobs: --delay must be 0s to 365d, got 366d",
        "enqueue webhook {} --max-attempts 101 | 2 | jobs: --max-attempts must be 1 to 100, got"
            + " 101",
        "work --timeout 2h           | 2 | jobs: --timeout must be 1ms to 10m, got 2h",
        "list                        | 3 | jobs: there is no store",
        "list --limit 0              | 2 | jobs: --limit must be 1 to 100000, got 0",
        "list --state lost           | 2 | jobs: --state must be one of ready, waiting,"
            + " running, done, dead, got lost; see jobs list --help",
        "work --concurrency 1001     | 2 | jobs: --concurrency must be 1 to 1000, got 1001",
        "work --timeout 0            | 2 | jobs: --timeout must be 1ms to 10m, got 0s",
        "work --smtp ftp://h         | 2 | jobs: the mail server's address is not usable: ftp://h",
      })
  void mistakesAreToldInOneLine(String line, int code, String complaint) {
    String[] arguments = line == null ? new String[0] : line.split(" ");
    Ran ran = line == null ? Ran.jobs(Jobs.KINDS, new byte[0]) : jobs(arguments);

    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.err()).startsWith(complaint).hasLineCount(1);
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enqueue", "work", "list", "stats"})
  void eachCommandExplainsItself(String command) {
    Ran ran = jobs(command, "--help");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("Usage: jobs " + command)
        .contains("--store", "jobs.db", "Exit codes:", "the store cannot be used")
        .contains("\nExamples:\n  jobs " + command)
        .doesNotContain("by default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enqueue webhook {\"url\":\"http://127.0.0.1:9/\"}",
        "work --until-empty",
        "list",
        "stats"
      })
  void eachCommandSaysOfWhatIsNoStoreTheSameInOneSentence(String command) throws Exception {
    Path log = folder.resolve("jobs.db-wal");
    Files.createDirectory(store());
    assertStoreIsRefused(command, "is a folder and no file; name another file with --store");
    Files.delete(store());

    Files.writeString(store(), "x");
    assertStoreIsRefused(
        command,
        "cannot be used: it is no SQLite file, or was cut; restore it from a copy, or name another"
            + " file with --store");
    Files.writeString(store(), "not a database".repeat(1000));
    assertStoreIsRefused(
        command,
        "cannot be used: it is no SQLite file, or was cut; restore it from a copy, or name another"
            + " file with --store");

    Files.writeString(store(), "");
    Files.writeString(log, "what is left");
    assertStoreIsRefused(
        command,
        "is empty, though its file -wal is not: it was cut or replaced; restore both from a copy,"
            + " or delete both");
    Files.delete(log);

    Files.delete(store());
    Files.createSymbolicLink(store(), Path.of("/dev/null"));
    assertStoreIsRefused(command, "is a device and no file; name another file with --store");
    Files.delete(store());
  }

  private void assertStoreIsRefused(String command, String seen) {
    assertThat(jobs(command.split(" ")))
        .isEqualTo(new Ran(Exits.STORE.code(), "", "jobs: store %s %s\n".formatted(store(), seen)));
  }

  /// Root may read everything.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "enqueue webhook {\"url\":\"http://127.0.0.1:9/\"}",
        "work --until-empty",
        "list",
        "stats"
      })
  void eachCommandSaysOfAFileThatMayNotBeReadTheSame(String command) throws Exception {
    jobs("enqueue", "webhook", HOOK);
    Files.setPosixFilePermissions(store(), Set.of());
    assumeFalse(Files.isReadable(store()));
    assertStoreIsRefused(
        command, "may not be read by this user; change that, or name another file with --store");
  }

  /// Such as the first program leaves that is killed in that moment.
  @Test
  void anEmptyFileIsAStoreThatHasYetToBeMade() throws Exception {
    Files.createFile(store());
    String none =
        "jobs: there is no store %s: enqueue a job, or name another file with --store\n"
            .formatted(store());
    assertThat(jobs("list")).isEqualTo(new Ran(Exits.STORE.code(), "", none));
    assertThat(jobs("stats")).isEqualTo(new Ran(Exits.STORE.code(), "", none));
    assertThat(jobs("enqueue", "webhook", HOOK).code()).isZero();
    assertThat(jobs("list").out()).contains("http://127.0.0.1:9/hook");
  }

  /// A backup on a read-only disk: SQLite follows no link there, a way to forbid it the file that
  /// even root has.
  @Test
  void aStoreThatMayNotBeWrittenIsListedAndCounted() throws Exception {
    jobs("enqueue", "webhook", HOOK);
    Files.createSymbolicLink(folder.resolve("jobs.db-shm"), Path.of("nowhere"));

    assertThat(jobs("list").out()).contains("http://127.0.0.1:9/hook");
    assertThat(jobs("stats").out()).contains("webhook");
    assertThat(jobs("enqueue", "webhook", HOOK).code()).isEqualTo(Exits.STORE.code());
  }

  @Test
  void controlCharactersFromOutsideAreNotPrinted() {
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(store(), InstantSource.system())) {
            open.enqueue(List.of(NewJob.of("kind\u001b[2J", "{}")));
          }
        });
    assertThat(jobs("list").out()).contains("kind\\u001b[2J").doesNotContain("\u001b");
    assertThat(jobs("stats").out()).contains("kind\\u001b").doesNotContain("\u001b");
  }

  /// Of a newer program, perhaps.
  @Test
  void jobsOfUnknownKindsAreLeftAndNamed() {
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(store(), InstantSource.system())) {
            open.enqueue(List.of(NewJob.of("fax", "{}"), NewJob.of("sms\u001b", "{}")));
            open.enqueue(List.of(new NewJob("fax", "{}", "later", 1, Duration.ofDays(1))));
          }
        });
    String sentence =
        "waiting jobs of kinds that this program does not know: fax (2), sms\\u001b (1)";

    Ran work = jobs("work", "--until-empty");

    assertThat(work.code()).isZero();
    assertThat(work.out().lines())
        .containsExactly(
            "working on %s, 16 at a time".formatted(store()),
            sentence,
            "0 done, 0 retried, 0 dead");
    assertThat(jobs("stats").out().lines()).endsWith(sentence);
    assertThat(jobs("stats", "--json").out()).contains("\"unknownKinds\":[\"fax\",\"sms\\u001B\"]");
    assertThat(jobs("list", "--json").out()).contains("\"state\":\"ready\"").doesNotContain("dead");
  }

  @Test
  void workEndsWhenNothingIsLeftAndSaysHowItWent() throws Exception {
    Path input = folder.resolve("in.csv");
    Files.writeString(input, "group,n\na,1\na,2\nb,3\n");
    jobs("enqueue", "process", process(input, "sums.csv"));
    jobs("enqueue", "process", process(folder.resolve("none.csv"), "none"), "--max-attempts", "1");

    Ran ran = jobs("work", "--until-empty");

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .containsExactly(
            "working on %s, 16 at a time".formatted(store()),
            "job 2 (process) is dead: attempt 1 of 1 failed: there is no "
                + folder.resolve("none.csv"),
            "1 done, 0 retried, 1 dead");
    assertThat(folder.resolve("sums.csv")).hasContent("group,n\na,3\nb,3\n");
  }

  private String process(Path input, String output) {
    return "{\"input\": \"%s\", \"output\": \"%s\", \"groupBy\": \"group\", \"sum\": \"n\"}"
        .formatted(input, folder.resolve(output));
  }

  @Test
  void whatTheHelpSaysOfRetriesIsTrue() {
    assertThat(jobs("work", "--help").out().replaceAll("\\s+", " "))
        .contains("waits up to 2 seconds", "up to an hour");
    assertThat(Worker.BACKOFF.first()).isEqualTo(Duration.ofSeconds(2));
    assertThat(Worker.BACKOFF.most()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void theListIsCutWhereItIsAskedTo() {
    String lines = IntStream.range(0, 10).mapToObj(_ -> HOOK).collect(Collectors.joining("\n"));
    jobsWithInput(lines.getBytes(UTF_8), "enqueue", "webhook");
    assertThat(jobs("list", "--limit", "3", "--json").out().lines()).hasSize(3);
    assertThat(jobs("list", "--state", "dead").out()).isEqualTo("no jobs\n");
  }
}
