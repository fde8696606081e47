package dev.baton.feed.demo;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.record.RecordingReader;
import dev.baton.feed.record.Verification;
import dev.baton.feed.record.Verification.Problem;
import dev.baton.feed.record.Verification.Report;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.net.Net;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Shows what a feed does when things break: a server in a process of its own, which records what
/// it publishes; a watcher; and between them a network that is told to fail.
///
/// ```text
///   server (another process) <---- FaultProxy <---- Watcher ----> Seen
///      |                              ^
///   recording                         | cut, silence
/// ```
///
/// It tells what happens as it happens, and only what it has seen.
public final class Demo {
  /// Who is told.
  @FunctionalInterface
  public interface Audience {
    /// A line for people.
    @Suspends
    void tell(String line);
  }

  /// How the server is started, and where it records.
  ///
  /// @param server the command, up to its options
  public record Setting(List<String> server, Path recording, Path log) {}

  /// What came of it.
  ///
  /// @param holds whether everything held that a feed promises
  public record Outcome(long readings, long filled, long lost, boolean holds) {}

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration EVERY = Duration.ofMillis(100);

  /// How long one looks at a feed on which nothing happens.
  private static final Duration LOOK = Duration.ofMillis(800);

  private static final Duration SILENCE = Duration.ofSeconds(1);

  /// Bytes after which the connection is cut: a reading and a part of the next.
  private static final long MIDDLE = 250;

  private final Setting setting;
  private final Audience audience;
  private final Seen seen = new Seen();
  private long began;
  private ServerProcess server;

  /// @param audience hears the story
  public Demo(Setting setting, Audience audience) {
    this.setting = setting;
    this.audience = audience;
  }

  /// Plays it, from the start of the server to its end.
  ///
  /// @throws IOException if the server cannot be started, or its recording cannot be read
  @Suspends
  public Outcome play() throws IOException {
    began = EventLoop.running().time();
    say("A server is started, in a process of its own.");
    startServer(0);
    try {
      say("It is process %d, and records what it publishes.", server.pid());
      playBefore();
      server.stop();
    } finally {
      server.close();
    }
    say("The server was asked to stop, and has.");
    return check();
  }

  /// With the server that runs now.
  @Suspends
  private void playBefore() throws IOException {
    try (FaultProxy proxy =
        new FaultProxy(
            Net.listen(new InetSocketAddress(LOOPBACK, 0)),
            () -> Net.connect(LOOPBACK, server.port()))) {
      TaskGroup.run(
          group -> {
            Task<?> proxying = group.spawn("proxy", proxy::run);
            Task<?> watching = group.spawn("watcher", () -> watch(proxy.port()));
            breakEverything(proxy);
            watching.cancel();
            proxying.cancel();
          });
    } catch (ExceptionGroup failed) {
      throw failed.onlyOf(IOException.class).orElseThrow(() -> failed);
    }
  }

  /// Lets a server with the same recording run until the task is cancelled.
  ///
  /// @param command starts this program
  /// @throws IOException if it cannot be started, or ends
  @Suspends
  public void hold(String command) throws IOException {
    startServer(0);
    try {
      say("A server runs again, with the same recording: http://%s:%d/", LOOPBACK, server.port());
      say("Watch it with \"%s watch %s:%d\"; Ctrl-C stops it.", command, LOOPBACK, server.port());
      server.awaitEnd();
    } finally {
      server.close();
    }
  }

  /// A line about how it stands, for a terminal.
  public String state() {
    return text(
        "%s  %,d readings of %d channels, %,d of them filled, %,d lost",
        seen.isConnected() ? "LIVE" : "AWAY",
        seen.readings(),
        seen.channels(),
        seen.filled(),
        seen.lost());
  }

  // --- the actors

  /// @param port 0: any
  @Suspends
  private void startServer(int port) throws IOException {
    List<String> command = new ArrayList<>(setting.server());
    command.addAll(
        List.of(
            "--json",
            "--port=" + port,
            "--every=" + EVERY.toMillis() + "ms",
            "--record=" + setting.recording()));
    server = ServerProcess.start(command, setting.log());
  }

  @Suspends
  private void watch(int port) throws IOException {
    FeedUrl url = new FeedUrl(LOOPBACK, port);
    WatchSettings settings = WatchSettings.DEFAULT;
    WebSocketConnector connector = new WebSocketConnector(url, settings.answer());
    try (HistoryClient history = new HistoryClient(LOOPBACK)) {
      new Watcher(connector, history, seen, settings, RandomGenerator.getDefault()).run(true);
    }
  }

  // --- the story

  @Suspends
  private void breakEverything(FaultProxy proxy) throws IOException {
    seen.awaitLive();
    say("A watcher is connected, through a proxy that can break the connection.");
    Async.sleep(LOOK);
    say(
        "It has %,d readings of %d channels; one of each comes every %d ms.",
        seen.readings(), seen.channels(), EVERY.toMillis());
    cut(proxy);
    Async.sleep(LOOK);
    silence(proxy);
    Async.sleep(LOOK);
    kill();
    Async.sleep(LOOK);
  }

  @Suspends
  private void cut(FaultProxy proxy) {
    say("1. The connection is cut after %d more bytes, wherever that is.", MIDDLE);
    Mark before = new Mark();
    proxy.impair(Direction.DOWN, new Impairment.CutAfter(MIDDLE));
    seen.awaitLoss();
    proxy.impair(Impairment.NONE);
    back(before);
  }

  @Suspends
  private void silence(FaultProxy proxy) {
    say("2. For %d s the network swallows everything; then it breaks.", SILENCE.toSeconds());
    Mark before = new Mark();
    proxy.impair(Impairment.SWALLOW);
    Async.sleep(SILENCE);
    proxy.reset();
    proxy.impair(Impairment.NONE);
    seen.awaitLoss();
    back(before);
  }

  @Suspends
  private void kill() throws IOException {
    say("3. kill -9 %d: the server is gone, in the middle of its work.", server.pid());
    Mark before = new Mark();
    int port = server.port();
    server.kill();
    seen.awaitLoss();
    startServer(port);
    say("   It is started again, with the same recording: process %d.", server.pid());
    back(before);
    say(
        seen.newEpochs() == before.newEpochs
            ? "   The numbers go on where they stopped."
            : "   The numbers begin anew.");
  }

  /// How it stood before something broke.
  private final class Mark {
    private final long filled = seen.filled();
    private final long lost = seen.lost();
    private final long newEpochs = seen.newEpochs();
    private final long time = EventLoop.running().time();
  }

  @Suspends
  private void back(Mark before) {
    seen.awaitLive();
    say(
        "   Live again after %.1f s: %,d filled from the history, %,d lost.",
        (EventLoop.running().time() - before.time) / 1e9,
        seen.filled() - before.filled,
        seen.lost() - before.lost);
  }

  // --- the end

  /// Checks the recording, and that the watcher has seen what is in it.
  @Suspends
  private Outcome check() throws IOException {
    List<Problem> problems = new ArrayList<>();
    Report report = Blocking.call(() -> Verification.of(setting.recording(), problems::add));
    for (Problem problem : problems) {
      say("In the recording, %s: %s", problem.file(), problem.what());
    }
    say(
        "The recording is %s: %,d readings of %d channels, %d lost.",
        report.holds() ? "verified" : "damaged",
        report.events(),
        report.channels().size(),
        report.lost());
    Set<Reading> recorded = Blocking.call(this::recorded);
    long missing = seen.all().stream().filter(reading -> !recorded.contains(reading)).count();
    say(
        missing == 0
            ? "Each of the %,d readings that the watcher has is in it, value by value."
            : "Of the %,d readings that the watcher has, %,d are not in it.",
        seen.readings(),
        missing);
    boolean holds = report.holds() && missing == 0 && seen.lost() == 0 && seen.newEpochs() == 0;
    return new Outcome(seen.readings(), seen.filled(), seen.lost(), holds);
  }

  private Set<Reading> recorded() throws IOException {
    Set<Reading> recorded = new HashSet<>();
    try (RecordingReader reader = RecordingReader.open(setting.recording(), problem -> {})) {
      for (List<Delivery> some; !(some = reader.next(1000)).isEmpty(); ) {
        for (Delivery delivery : some) {
          if (delivery instanceof Delivered delivered) {
            recorded.add(delivered.reading());
          }
        }
      }
    }
    return recorded;
  }

  @Suspends
  private void say(String format, Object... arguments) {
    double seconds = (EventLoop.running().time() - began) / 1e9;
    audience.tell(text("%5.1f s  ", seconds) + text(format, arguments));
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
