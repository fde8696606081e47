package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.watch.Session.Begun;
import dev.baton.sync.Event;
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
///   +--------- pause (random, longer with each failure; see Outage) <-----------+
/// ```
///
/// Beside the task that reads there is one for each channel that fills its holes:
/// [Follower#fill()].
public final class Watcher {
  /// A server may ask for more; it is not left alone for longer.
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

  private final FeedConnector connector;
  private final PatientHistory history;
  private final Viewer viewer;
  private final WatchSettings settings;
  private final RandomGenerator random;
  private final Wanted wanted;
  private final ServerPresence server = new ServerPresence();
  private final HeldValues held = new HeldValues();
  private final Event now = new Event("somebody wants to try now");
  private Followers followers;

  /// Null while there is none.
  private FeedConnector.Link link;

  /// Why this end has given the connection up, or null.
  private String leaving;

  /// Null while the server is there.
  private Outage outage;

  /// How a connection, or the try to make one, has ended.
  ///
  /// @param least how long the server wants to be left alone
  private record Ending(String why, Duration least) {}

  /// Watches everything from now on.
  ///
  /// @param random for the pauses between tries
  public Watcher(
      FeedConnector connector,
      History history,
      Viewer viewer,
      WatchSettings settings,
      RandomGenerator random) {
    this(connector, history, viewer, settings, random, Wanted.ALL);
  }

  /// The same for what is wanted.
  public Watcher(
      FeedConnector connector,
      History history,
      Viewer viewer,
      WatchSettings settings,
      RandomGenerator random,
      Wanted wanted) {
    this.connector = connector;
    this.history = new PatientHistory(history, settings, random);
    this.viewer = viewer;
    this.settings = settings;
    this.random = random;
    this.wanted = wanted;
  }

  /// Watches until it is cancelled.
  ///
  /// @param patient whether to go on trying even if the server was never reached
  /// @throws DeniedException if the server does not let us in
  /// @throws FaultException if it says that we break the protocol
  /// @throws NotThereException if it does not publish what is wanted
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
    return new Follower(channel, server, history, viewer, held, settings, wanted);
  }

  @Suspends
  private void watch(boolean patient) throws IOException {
    while (true) {
      viewer.connecting();
      pause(attempt(patient));
    }
  }

  @Suspends
  private Ending attempt(boolean patient) throws IOException {
    leaving = null;
    try {
      Bye bye = connector.connect(this::use);
      return new Ending(bye.why(), Duration.ofMillis(bye.retryMillis()));
    } catch (DeniedException | FaultException | NotThereException e) {
      throw e;
    } catch (IOException e) {
      if (server.number() == 0 && !patient) {
        throw e;
      }
      return new Ending(leaving == null ? e.getMessage() : leaving, least(e));
    }
  }

  private static Duration least(IOException failure) {
    Duration asked = failure instanceof BusyException busy ? busy.retryAfter() : Duration.ZERO;
    return asked.compareTo(MAX_RETRY_AFTER) < 0 ? asked : MAX_RETRY_AFTER;
  }

  @Suspends
  private Bye use(FeedConnector.Link opened) throws IOException {
    link = opened;
    try {
      Session session = new Session(link, followers, wanted, viewer);
      Begun begun = session.begin(settings.answer());
      server.wentUp(link.historyPort(begun.welcome()));
      viewer.connected();
      return readAndTime(session, begun);
    } finally {
      link = null;
      server.wentDown();
    }
  }

  /// A connection that is made and lost at once counts as one more failure; one that has lasted
  /// ends the row of them.
  @Suspends
  private Bye readAndTime(Session session, Begun begun) throws IOException {
    EventLoop loop = EventLoop.running();
    long start = loop.time();
    try {
      Bye bye = session.read(begun);
      if (Refusal.isFinal(bye.code())) {
        throw Refusal.of(bye);
      }
      return bye;
    } finally {
      if (loop.time() - start >= settings.steady().toNanos()) {
        outage = null;
      }
    }
  }

  @Suspends
  private void pause(Ending ending) {
    long time = EventLoop.running().time();
    if (outage == null) {
      outage = new Outage(settings.backoff(), time);
    }
    Duration pause = outage.failed(time, random.nextDouble(), ending.least());
    now.clear();
    viewer.disconnected(ending.why(), pause);
    try {
      Async.timeout(pause, now::await);
    } catch (TimeoutException over) {
      // as it was meant
    }
  }

  /// Ends a pause between two tries. Does nothing at other times.
  public void tryNow() {
    now.set();
  }

  /// Gives the connection up, and makes a new one. Does nothing while there is none.
  ///
  /// @param why for people
  public void leave(String why) {
    if (link != null) {
      leaving = why;
      link.abort();
    }
  }

  /// Asks the history of the server, as often as for a hole.
  @Suspends
  public HistoryAnswer ask(HistoryQuery query) {
    return history.ask(server.historyPort(), query);
  }

  /// How many readings are known to be missing, and are being asked for.
  public long missing() {
    return followers == null ? 0 : followers.all().stream().mapToLong(Follower::missing).sum();
  }
}
