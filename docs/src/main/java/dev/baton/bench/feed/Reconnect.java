package dev.baton.bench.feed;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Outcome;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.Statistics;
import dev.baton.bench.Turns;
import dev.baton.bench.feed.load.Comeback;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The server is killed and comes back later: all its subscribers return at once, each after random
/// pauses as our watcher makes them.
final class Reconnect {
  static final int SUBSCRIBERS = 5_000;

  private static final Duration EVERY = Duration.ofSeconds(1);

  /// Until the next server is started, whose own start comes on top.
  private static final Duration OUTAGE = Duration.ofSeconds(5);

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final double GOAL_SECONDS = 5;

  private final Setup setup;

  private Reconnect(Setup setup) {
    this.setup = setup;
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    return new Reconnect(setup).text();
  }

  private String text() throws IOException, InterruptedException {
    Map<Contestant, Turns.Turn<Comeback>> turns = new EnumMap<>(Contestant.class);
    setup.contestants().forEach(one -> turns.put(one, () -> run(one)));
    Map<Contestant, Outcome<Comeback>> outcomes =
        new Turns<>(turns, one -> one.title, FeedBench::note).run(setup.settings().runs());
    return """
    **%,d subscribers come back at once** after an outage of %d seconds and the server's start; \
    seconds from the port's opening: medians (lowest-highest)

    %s
    """
        .formatted(
            SUBSCRIBERS,
            OUTAGE.toSeconds(),
            MarkdownTable.text(
                List.of("", "half are live", "95 % are", "all are", "goal", "attempts each"),
                outcomes.keySet().stream().map(one -> line(one, outcomes.get(one))).toList()));
  }

  private Comeback run(Contestant one) throws IOException, InterruptedException {
    LoadProcess load = setup.load();
    ServerProcess[] server = {setup.start(one, 0, EVERY)};
    try {
      load.connect(server[0].port(), SUBSCRIBERS, one.channel());
      Comeback comeback =
          load.comeBack(
              LIMIT,
              () -> {
                server[0].kill();
                Thread.sleep(OUTAGE);
                server[0] = setup.start(one, server[0].port(), EVERY);
              });
      if (comeback.live() < SUBSCRIBERS) {
        throw new IOException("%,d of %,d are live again".formatted(comeback.live(), SUBSCRIBERS));
      }
      return comeback;
    } finally {
      server[0].close();
      load.disconnect();
    }
  }

  private static List<String> line(Contestant one, Outcome<Comeback> outcome) {
    if (!outcome.isUsable()) {
      return List.of(one.title, "error: " + outcome.error(), "", "", "", "");
    }
    Statistics all = outcome.of(comeback -> comeback.last() / 1e3);
    return List.of(
        one.title,
        outcome.of(comeback -> comeback.p50() / 1e3).spread(),
        outcome.of(comeback -> comeback.p95() / 1e3).spread(),
        all.spread(),
        one == Contestant.BATON
            ? "%.0f".formatted(GOAL_SECONDS) + (all.median() > GOAL_SECONDS ? " MISSED" : "")
            : "",
        "%.1f".formatted(outcome.of(Comeback::attempts).median() / SUBSCRIBERS));
  }
}
