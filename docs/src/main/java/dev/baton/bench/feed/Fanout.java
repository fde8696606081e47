package dev.baton.bench.feed;

import dev.baton.bench.Outcome;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Every event to so many subscribers.
///
/// @param every the time between two events
/// @param goals what ours is to reach
record Fanout(int subscribers, Duration every, Goals goals) {
  static final Fanout MANY = new Fanout(2_000, Duration.ofMillis(40), Goals.OF_MANY);
  static final Fanout FAST = new Fanout(500, Duration.ofMillis(10), Goals.OF_FAST);

  String text(Setup setup) throws IOException, InterruptedException {
    Map<Contestant, Turns.Turn<Measured>> turns = new EnumMap<>(Contestant.class);
    setup.contestants().forEach(one -> turns.put(one, () -> run(setup, one)));
    Map<Contestant, Outcome<Measured>> outcomes =
        new Turns<>(turns, one -> one.title, FeedBench::note).run(setup.settings().runs());
    return """
    **%,d subscribers, %,d events a second**: medians (lowest-highest)

    %s
    """
        .formatted(
            subscribers,
            Duration.ofSeconds(1).dividedBy(every),
            new FanoutTable(outcomes, goals).text());
  }

  private Measured run(Setup setup, Contestant one) throws IOException, InterruptedException {
    try (ServerProcess server = setup.start(one, 0, every)) {
      setup.load().connect(server.port(), subscribers, one.channel());
      return Measured.take(setup.load(), server, subscribers, every, setup.settings().time());
    } finally {
      setup.load().disconnect();
    }
  }
}
