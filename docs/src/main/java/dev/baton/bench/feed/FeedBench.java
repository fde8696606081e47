package dev.baton.bench.feed;

import dev.baton.bench.CoreProbe;
import dev.baton.bench.Descriptors;
import dev.baton.bench.Machine;
import dev.baton.bench.Suite;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;

/// `./run bench feed`: our feed beside other WebSocket servers.
///
/// - **Everyone sends the same**: the text of one event, as often, with the time at which it was
///   made; how late it comes is counted where it comes, in another process on another core.
/// - **Everyone is started anew for each run**, and warmed up for as long as it is measured.
/// - **The contestants take turns.** A ratio is taken between two runs of the same round.
/// - Ours is `./run feed serve`, as a user starts it, with all that it does beside: its other
///   channels, its heartbeats, its history, and limits for each subscriber.
public final class FeedBench {
  public static final Suite SUITE = new Suite("feed", Settings.usage(), FeedBench::order);

  private FeedBench() {}

  private static Suite.Order order(String... arguments) {
    Settings settings = Settings.parse(arguments);
    return new Suite.Order(
        settings.file(),
        settings.parts().stream()
            .map(part -> new Suite.Section("feed " + part.name(), () -> text(part, settings)))
            .toList());
  }

  private static String text(Part part, Settings settings)
      throws IOException, InterruptedException {
    Descriptors.require(part.command(), part.subscribers());
    Machine machine = Machine.here();
    double bounce = CoreProbe.bounceNanos();
    note(part.name());
    try (Setup setup = Setup.make(settings)) {
      return part.measurement().text(setup).stripTrailing()
          + "\n\n"
          + footer(setup, machine, bounce);
    }
  }

  private static String footer(Setup setup, Machine machine, double bounce) {
    String versions =
        setup.settings().contestants().stream()
            .flatMap(one -> one.version(setup.tools()).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        """
        %d runs of %d seconds. %s; %s. A cache line took %.0f ns to the other core. %s, %s. \
        Made by `%s`.
        """,
        setup.settings().runs(),
        setup.settings().time().toSeconds(),
        machine.hardware(),
        setup.cores().text(),
        bounce,
        setup.version(),
        versions,
        setup.settings().command());
  }

  static void note(String text) {
    System.err.println("bench feed: " + text);
  }
}
