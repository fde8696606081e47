package dev.baton.jobs.cli;

import dev.baton.EventLoop;
import dev.baton.jobs.JobRow;
import dev.baton.jobs.JobState;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.sqlite.SqliteQueries;
import dev.baton.program.Limits;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.terminal.SafeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `jobs list`: the jobs that were enqueued last.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists jobs, the latest first: what state they are in, how often they were tried, and why the"
          + " last attempt failed.",
      "Neither the body of a webhook nor the query of its address nor the text of an e-mail is"
          + " shown."
    },
    footerHeading = "%nStates:%n",
    footer = {
      "  ready    can be taken by a worker",
      "  waiting  enqueued with a delay, or failed and to be tried again",
      "  running  a worker has it; if that died, it is ready again within 5 seconds",
      "  done     it worked",
      "  dead     given up; the reason is shown",
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME} --state dead",
      "  ${COMMAND-FULL-NAME} --json --limit 1000 | jq 'select(.attempts > 1)'"
    })
final class ListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private StoreOption store;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "only those in this state: ready, waiting, running, done or dead")
  private JobState state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "at most so many, 1 to 100000 (default: ${DEFAULT-VALUE})")
  private int limit;

  @Option(names = "--json", description = "one JSON object a line")
  private boolean json;

  @Mixin private SeeOptions see;
  @Spec private CommandSpec spec;

  private final Shell shell;
  private final Kinds kinds;

  ListCommand(Shell shell, Kinds kinds) {
    this.shell = shell;
    this.kinds = kinds;
  }

  @Override
  public Integer call() {
    SqliteQueries queries = new SqliteQueries(store.file, InstantSource.system());
    List<JobRow> rows;
    try (Program program = Jobs.checked(spec, this::open)) {
      rows =
          program.run(EventLoop.builder(), () -> queries.list(Optional.ofNullable(state), limit));
    }
    PrintWriter out = shell.printer();
    if (json) {
      rows.forEach(row -> out.println(toJson(row)));
    } else {
      printTable(rows, out);
    }
    return 0;
  }

  private Program open() {
    Limits.require("--limit", limit, 1, 100_000);
    return see.open(spec, shell);
  }

  private void printTable(List<JobRow> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("no jobs");
      return;
    }
    out.printf("%7s  %-8s %-8s %-6s %-14s %s%n", "ID", "KIND", "STATE", "TRIED", "WHEN", "WHAT");
    for (JobRow row : rows) {
      out.printf(
          "%7d  %-8s %-8s %-6s %-14s %s%s%n",
          row.id(),
          SafeText.escape(row.kind(), 20),
          name(row.state()),
          row.attempts() + "/" + row.maxAttempts(),
          when(row, Instant.now()),
          kinds.summary(row.kind(), row.args()),
          row.reason().map(reason -> " - " + SafeText.escape(reason)).orElse(""));
    }
  }

  private static String name(JobState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String when(JobRow row, Instant now) {
    Instant moment = row.finishedAt().orElse(row.runAt());
    Duration since = Duration.between(moment, now);
    return since.isNegative() ? "in " + text(since.negated()) : text(since) + " ago";
  }

  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86400 ? seconds / 3600 + " h" : seconds / 86400 + " d";
  }

  private String toJson(JobRow row) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", row.id());
    node.put("key", row.key());
    node.put("kind", row.kind());
    node.put("state", name(row.state()));
    node.put("what", kinds.summary(row.kind(), row.args()));
    node.put("attempts", row.attempts());
    node.put("maxAttempts", row.maxAttempts());
    node.put("crashes", row.crashes());
    node.put("createdAt", row.createdAt().toString());
    node.put("runAt", row.runAt().toString());
    row.finishedAt().ifPresent(at -> node.put("finishedAt", at.toString()));
    row.reason().ifPresent(reason -> node.put("reason", reason));
    return SafeText.escape(node.toString());
  }
}
