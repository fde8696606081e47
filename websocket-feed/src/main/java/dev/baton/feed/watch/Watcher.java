package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.watch.Session.Begun;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Watches a server for as long as it is asked to, across lost connections and restarts.
///
/// ```text
///            connect, welcome                     lost, silent, bad message, bye
///  AWAY -----------------------> CONNECTED -------------------------------------+
///   ^                            subscribe each channel from where its Follower |
///   |                            is, then read messages                         |
///   +--------- pause (random, longer with each failure) <-----------------------+
/// ```
///
/// Beside the task that reads there is one for each channel that fills its holes:
/// [Follower#fill()].
public final class Watcher {
  private final FeedConnector connector;
  private final PatientHistory history;
  private final Viewer viewer;
  private final WatchSettings settings;
  private final RandomGenerator random;
  private final ServerPresence server = new ServerPresence();
  private Followers followers;

  /// In a row.
  private int failures;

  /// @param random for the pauses between tries
  public Watcher(
      FeedConnector connector,
      History history,
      Viewer viewer,
      WatchSettings settings,
      RandomGenerator random) {
    this.connector = connector;
    this.history = new PatientHistory(history, settings, random);
    this.viewer = viewer;
    this.settings = settings;
    this.random = random;
  }

  /// Watches until it is cancelled.
  ///
  /// @param patient whether to go on trying even if the server was never reached
  /// @throws IOException if it was never reached, and this is not patient
  @Suspends
  public void run(boolean patient) throws IOException {
    try {
      TaskGroup.run(
          group -> {
            followers = new Followers(group, this::follower);
            watch(patient);
          });
    } catch (ExceptionGroup failed) {
      throw failed.onlyOf(IOException.class).orElseThrow(() -> failed);
    }
  }

  private Follower follower(String channel) {
    return new Follower(channel, server, history, viewer, settings);
  }

  @Suspends
  private void watch(boolean patient) throws IOException {
    while (true) {
      Duration leastPause = Duration.ZERO;
      String why;
      try {
        Bye bye = connectAndRead();
        leastPause = Duration.ofMillis(bye.retryMillis());
        why = bye.why();
      } catch (IOException e) {
        if (server.number() == 0 && !patient) {
          throw e;
        }
        why = e.getMessage();
      }
      pause(why, leastPause);
    }
  }

  @Suspends
  private Bye connectAndRead() throws IOException {
    FeedConnector.Link link = connector.connect();
    try {
      Session session = new Session(link, followers);
      Begun begun = session.begin(settings.answer());
      server.wentUp(begun.welcome().historyPort());
      viewer.connected();
      return readAndTime(session, begun);
    } finally {
      server.wentDown();
      link.hangUp();
    }
  }

  /// A connection that is made and lost at once counts as one more failure; one that has lasted
  /// ends the row of them.
  @Suspends
  private Bye readAndTime(Session session, Begun begun) throws IOException {
    EventLoop loop = EventLoop.running();
    long start = loop.time();
    try {
      return session.read(begun);
    } finally {
      if (loop.time() - start >= settings.steady().toNanos()) {
        failures = 0;
      }
    }
  }

  @Suspends
  private void pause(String why, Duration least) {
    Duration chosen = settings.backoff().delay(++failures, random.nextDouble());
    Duration pause = chosen.compareTo(least) > 0 ? chosen : least;
    viewer.disconnected(why, pause);
    Async.sleep(pause);
  }

  /// How many readings the history has given, or released.
  public long filled() {
    return followers == null ? 0 : followers.all().stream().mapToLong(Follower::filled).sum();
  }
}
