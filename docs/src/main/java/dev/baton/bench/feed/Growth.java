package dev.baton.bench.feed;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Outcome;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What becomes of everyone when more and more subscribers come to one process.
final class Growth {
  static final List<Integer> SIZES = List.of(100, 300, 1_000, 3_000, 10_000);
  static final int MOST = SIZES.getLast();

  private static final Duration EVERY = Duration.ofMillis(200);
  private static final String PICTURE = "feed-growth.svg";

  private final Setup setup;

  private Growth(Setup setup) {
    this.setup = setup;
  }

  /// @param sizes what was measured at each of [#SIZES]
  record Run(List<Measured> sizes) {
    @Override
    public String toString() {
      return "with %,d subscribers %s".formatted(MOST, sizes.getLast());
    }
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    return new Growth(setup).text();
  }

  private String text() throws IOException, InterruptedException {
    Map<Contestant, Turns.Turn<Run>> turns = new EnumMap<>(Contestant.class);
    setup.contestants().forEach(one -> turns.put(one, () -> run(one)));
    Map<Contestant, Outcome<Run>> outcomes =
        new Turns<>(turns, one -> one.title, FeedBench::note).run(setup.settings().runs());
    return """
    **From %,d to %,d subscribers, %d events a second**: medians

    %s99 %% of the deliveries within, ms:

    %s

    Microseconds of the server's processor time for a delivery:

    %s
    """
        .formatted(
            SIZES.getFirst(),
            MOST,
            Duration.ofSeconds(1).dividedBy(EVERY),
            picture(outcomes),
            table(outcomes, Measured::p99),
            table(outcomes, Measured::processorMicros));
  }

  private Run run(Contestant one) throws IOException, InterruptedException {
    LoadProcess load = setup.load();
    List<Measured> sizes = new ArrayList<>();
    try (ServerProcess server = setup.start(one, 0, EVERY)) {
      int connected = 0;
      for (int size : SIZES) {
        load.connect(server.port(), size - connected, one.channel());
        connected = size;
        sizes.add(Measured.take(load, server, size, EVERY, setup.settings().time().dividedBy(2)));
      }
      return new Run(sizes);
    } finally {
      load.disconnect();
    }
  }

  /// Draws it beside the Markdown file, where there is one.
  ///
  /// @return the link to it
  private String picture(Map<Contestant, Outcome<Run>> outcomes) throws IOException {
    Path file = setup.settings().file();
    if (file == null) {
      return "";
    }
    Files.writeString(file.resolveSibling(PICTURE), new GrowthPicture(outcomes).svg());
    return "![Latency and processor time by the number of subscribers](" + PICTURE + ")\n\n";
  }

  private static String table(
      Map<Contestant, Outcome<Run>> outcomes, ToDoubleFunction<Measured> figure) {
    List<String> head = new ArrayList<>(List.of(""));
    SIZES.forEach(size -> head.add("%,d".formatted(size)));
    return MarkdownTable.text(
        head, outcomes.keySet().stream().map(one -> line(one, outcomes.get(one), figure)).toList());
  }

  private static List<String> line(
      Contestant one, Outcome<Run> outcome, ToDoubleFunction<Measured> figure) {
    List<String> line = new ArrayList<>(List.of(one.title));
    if (!outcome.isUsable()) {
      line.add("error: " + outcome.error());
    }
    for (int size = line.size() - 1; size < SIZES.size(); size++) {
      line.add(outcome.isUsable() ? "%.1f".formatted(median(outcome, size, figure)) : "");
    }
    return line;
  }

  /// @param size an index into [#SIZES]
  static double median(Outcome<Run> outcome, int size, ToDoubleFunction<Measured> figure) {
    return outcome.of(run -> figure.applyAsDouble(run.sizes().get(size))).median();
  }
}
