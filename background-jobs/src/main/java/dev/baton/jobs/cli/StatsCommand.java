package dev.baton.jobs.cli;

import dev.baton.EventLoop;
import dev.baton.jobs.JobState;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.StoreStats;
import dev.baton.jobs.sqlite.SqliteQueries;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.terminal.SafeText;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `jobs stats`: how many jobs there are.
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description =
        "Counts jobs by kind and state, and says for how long the oldest one that is ready has been"
            + " ready: where that grows, there are too few workers. Names the kinds of waiting jobs"
            + " that this program does not know.",
    footerHeading = "%nExamples:%n",
    footer = {"  ${COMMAND-FULL-NAME}", "  ${COMMAND-FULL-NAME} --json | jq .oldestReadyMillis"})
final class StatsCommand implements Callable<Integer> {
  @Mixin private StoreOption store;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Mixin private SeeOptions see;
  @Spec private CommandSpec spec;

  private final Shell shell;
  private final Kinds kinds;

  StatsCommand(Shell shell, Kinds kinds) {
    this.shell = shell;
    this.kinds = kinds;
  }

  @Override
  public Integer call() {
    SqliteQueries queries = new SqliteQueries(store.file, InstantSource.system());
    StoreStats stats;
    try (Program program = Jobs.checked(spec, () -> see.open(spec, shell))) {
      stats = program.run(EventLoop.builder(), queries::stats);
    }
    PrintWriter out = shell.printer();
    if (json) {
      out.println(toJson(stats));
    } else {
      printTable(stats, out);
    }
    return 0;
  }

  private void printTable(StoreStats stats, PrintWriter out) {
    SortedMap<String, Long> unknown = stats.waitingOfOtherKinds(kinds);
    StringBuilder head = new StringBuilder("%-10s".formatted("KIND"));
    for (JobState state : JobState.values()) {
      head.append("%12s".formatted(state));
    }
    out.println(head);
    byKind(stats).forEach((kind, counts) -> out.println(line(kind, counts)));
    stats
        .oldestReady()
        .ifPresent(
            since -> out.println("the oldest ready job: " + ListCommand.text(since) + " ago"));
    if (!unknown.isEmpty()) {
      out.println(SafeText.escape(UnknownKinds.sentence(unknown)));
    }
  }

  private static String line(String kind, Map<JobState, Long> counts) {
    StringBuilder line = new StringBuilder("%-10s".formatted(SafeText.escape(kind, 20)));
    for (JobState state : JobState.values()) {
      line.append("%,12d".formatted(counts.getOrDefault(state, 0L)));
    }
    return line.toString();
  }

  private static Map<String, Map<JobState, Long>> byKind(StoreStats stats) {
    Map<String, Map<JobState, Long>> kinds = new LinkedHashMap<>();
    for (StoreStats.Count count : stats.counts()) {
      kinds
          .computeIfAbsent(count.kind(), _ -> new LinkedHashMap<>())
          .put(count.state(), count.jobs());
    }
    return kinds;
  }

  private String toJson(StoreStats stats) {
    ObjectNode node = new JsonMapper().createObjectNode();
    ObjectNode jobs = node.putObject("jobs");
    byKind(stats)
        .forEach(
            (kind, counts) -> {
              ObjectNode states = jobs.putObject(kind);
              for (JobState state : JobState.values()) {
                states.put(state.name().toLowerCase(Locale.ROOT), counts.getOrDefault(state, 0L));
              }
            });
    stats.waitingOfOtherKinds(kinds).keySet().forEach(node.putArray("unknownKinds")::add);
    stats.oldestReady().ifPresent(since -> node.put("oldestReadyMillis", since.toMillis()));
    return SafeText.escape(node.toString());
  }
}
