package dev.baton.bench.net;

import dev.baton.bench.CoreProbe;
import dev.baton.bench.Cores;
import dev.baton.bench.Machine;
import dev.baton.bench.Scripts;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.Statistics;
import dev.baton.bench.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// `./run bench net`: a TCP echo server and an HTTP server with a task a connection, beside a bare
/// selector loop and others.
///
/// Each server is a process on one core, the load another on the other. What counts is the server's
/// processor time for a request, as a share of the bare loop's in the same round: requests a second
/// depend on the load, and on where the machine has put the two cores just then.
///
/// All servers run at the same time, but only one at a time has something to do. So the contestants
/// can take turns every second, and the figures of one round have seen the same machine. Every
/// server is started anew several times, because the JIT's decisions differ from start to start.
public final class NetBench {
  public static final Suite SUITE = new Suite("net", Settings.usage(), NetBench::order);

  /// `wrk` needs half a second to find out how fast it is.
  private static final Duration HTTP_ROUND = Duration.ofSeconds(1);

  private final Settings settings;
  private final Tools tools;
  private final Cores cores;
  private final List<Double> bounces = new ArrayList<>();

  private NetBench(Settings settings) throws InterruptedException {
    this.settings = settings;
    this.tools = Tools.find();
    this.cores = Cores.find();
  }

  private static Suite.Order order(String... arguments) {
    Settings settings = Settings.parse(arguments);
    return new Suite.Order("net", settings.file(), () -> new NetBench(settings).tables());
  }

  private String tables() throws IOException, InterruptedException {
    if (!ServerProcess.canBeMeasured()) {
      throw new IOException("bench net needs Linux: it takes processor times from /proc");
    }
    Machine machine = Machine.here();
    StringBuilder text = new StringBuilder();
    List<Contestant> ran = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      List<Row> rows = Row.of(protocol, settings.rows());
      List<Contestant> contestants = contestants(protocol);
      if (!rows.isEmpty() && isPossible(protocol)) {
        text.append(new Table(protocol, rows, measure(protocol, rows, contestants)).text());
        text.append('\n');
        contestants.stream().filter(one -> !ran.contains(one)).forEach(ran::add);
      }
    }
    if (ran.isEmpty()) {
      throw new IOException("nothing could be measured");
    }
    return text.append(footer(machine, ran)).toString();
  }

  private boolean isPossible(Protocol protocol) {
    boolean possible = protocol == Protocol.ECHO || tools.wrk();
    if (!possible) {
      note("wrk is not installed: no HTTP row can be measured");
    }
    return possible;
  }

  private List<Contestant> contestants(Protocol protocol) {
    List<Contestant> contestants = new ArrayList<>();
    for (Contestant one : settings.contestants()) {
      if (one.speaks(protocol) && one.version(tools).isPresent()) {
        contestants.add(one);
      } else if (one.speaks(protocol)) {
        note(one.title(protocol) + ": not installed, left out");
      }
    }
    return contestants;
  }

  private Map<Contestant, Map<Row, List<Run>>> measure(
      Protocol protocol, List<Row> rows, List<Contestant> contestants)
      throws IOException, InterruptedException {
    Map<Contestant, Map<Row, List<Run>>> runs = new EnumMap<>(Contestant.class);
    try (Scripts scripts = Contestant.scripts();
        Load load = protocol == Protocol.ECHO ? new EchoLoad(cores) : new Wrk(cores)) {
      for (int process = 1; process <= settings.processes(); process++) {
        note("%s, process %d of %d".formatted(protocol, process, settings.processes()));
        try (Servers servers = Servers.start(protocol, contestants, cores, scripts, tools)) {
          servers.warmUp(load, rows);
          for (int round = 0; round < settings.rounds(); round++) {
            bounces.add(CoreProbe.bounceNanos());
            servers.round(load, rows, roundTime(protocol), runs);
          }
        }
      }
    }
    return runs;
  }

  private Duration roundTime(Protocol protocol) {
    Duration asked = Duration.ofMillis(settings.millis());
    return protocol == Protocol.HTTP && asked.compareTo(HTTP_ROUND) < 0 ? HTTP_ROUND : asked;
  }

  static void note(String text) {
    System.err.println("bench net: " + text);
  }

  private String footer(Machine machine, List<Contestant> ran) {
    Statistics bounce = Statistics.of(bounces);
    List<String> versions =
        ran.stream().flatMap(one -> one.version(tools).stream()).distinct().toList();
    return """
    Medians of %d rounds, in %d processes of each server. %s; %s. A cache line took %.0f to %.0f ns \
    to the other core, %.0f in the median. %s. Made by `%s`.
    """
        .formatted(
            settings.runs(),
            settings.processes(),
            machine.hardware(),
            cores.text(),
            bounce.lowest(),
            bounce.highest(),
            bounce.median(),
            String.join(", ", versions),
            settings.command());
  }
}
