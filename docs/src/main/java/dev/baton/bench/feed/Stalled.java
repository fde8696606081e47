package dev.baton.bench.feed;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Outcome;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.Statistics;
import dev.baton.bench.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One subscriber reads nothing at all: what the others notice.
///
/// It goes on giving signs of life, and comes back when it is cut off. The kernel takes the first
/// that it does not read, some hundred kilobytes: so ours sends it all channels, and it stalls from
/// the begin of the warm-up.
final class Stalled {
  static final int SUBSCRIBERS = 500;

  private static final Duration EVERY = Duration.ofMillis(10);
  private static final double GOAL = 1.2;

  private final Setup setup;

  private Stalled(Setup setup) {
    this.setup = setup;
  }

  /// Two runs, one after the other.
  private record Pair(Measured without, Measured with) {
    double ratio() {
      return with.p99() / without.p99();
    }

    @Override
    public String toString() {
      return "p99 %.2f ms, with a stalled one %.2f ms".formatted(without.p99(), with.p99());
    }
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    return new Stalled(setup).text();
  }

  private String text() throws IOException, InterruptedException {
    Map<Contestant, Turns.Turn<Pair>> turns = new EnumMap<>(Contestant.class);
    setup.contestants().forEach(one -> turns.put(one, () -> new Pair(run(one, 0), run(one, 1))));
    Map<Contestant, Outcome<Pair>> outcomes =
        new Turns<>(turns, one -> one.title, FeedBench::note).run(setup.settings().runs());
    return """
    **%,d subscribers, %d events a second, without and with one more that reads nothing**: medians \
    (lowest-highest)

    %s
    """
        .formatted(
            SUBSCRIBERS,
            Duration.ofSeconds(1).dividedBy(EVERY),
            MarkdownTable.text(
                List.of(
                    "",
                    "p99 without, ms",
                    "p99 of the others with it, ms",
                    "ratio",
                    "goal",
                    "peak MB without",
                    "peak MB with"),
                outcomes.keySet().stream().map(one -> line(one, outcomes.get(one))).toList()));
  }

  private Measured run(Contestant one, int stalled) throws IOException, InterruptedException {
    LoadProcess load = setup.load();
    try (ServerProcess server = setup.start(one, 0, EVERY)) {
      load.stall(server.port(), stalled, one.allChannels());
      load.connect(server.port(), SUBSCRIBERS, one.channel());
      return Measured.take(load, server, SUBSCRIBERS, EVERY, setup.settings().time());
    } finally {
      load.disconnect();
    }
  }

  private static List<String> line(Contestant one, Outcome<Pair> outcome) {
    if (!outcome.isUsable()) {
      return List.of(one.title, "error: " + outcome.error(), "", "", "", "", "");
    }
    Statistics ratio = outcome.of(Pair::ratio);
    List<String> line = new ArrayList<>(List.of(one.title));
    line.add(outcome.of(pair -> pair.without().p99()).spread());
    line.add(outcome.of(pair -> pair.with().p99()).spread());
    line.add("x" + ratio.spread());
    line.add(one == Contestant.BATON ? GOAL + (ratio.median() > GOAL ? " MISSED" : "") : "");
    line.add("%.0f".formatted(outcome.of(pair -> pair.without().peakBytes()).median() / 1e6));
    line.add("%.0f".formatted(outcome.of(pair -> pair.with().peakBytes()).median() / 1e6));
    return line;
  }
}
