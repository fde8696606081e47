package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery.Delivered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares what came live with what the history says of the same numbers: a server that keeps
/// something else than it sends, or leaves out something, is found out.
public final class LiveCheck {
  /// Asks the history.
  @FunctionalInterface
  public interface Question {
    /// As [Watcher#ask] does.
    @Suspends
    HistoryAnswer ask(HistoryQuery query);
  }

  /// What does not hold.
  ///
  /// @param what a sentence without its subject
  public record Problem(Reading reading, String what) {}

  private final Question question;

  /// What is to be compared, by channel.
  private final Map<String, Deque<Reading>> waiting = new LinkedHashMap<>();

  private final List<Problem> problems = new ArrayList<>();
  private long live;
  private long compared;
  private long unknown;

  /// Compares with the answers to this.
  public LiveCheck(Question question) {
    this.question = question;
  }

  /// Takes what came. What the history gave itself proves nothing.
  public void take(Delivered delivered) {
    if (!delivered.filled()) {
      Reading reading = delivered.reading();
      live++;
      waiting.computeIfAbsent(reading.channel(), _ -> new ArrayDeque<>()).add(reading);
    }
  }

  /// Compares all that has come until now. What the history has not answered yet when this is
  /// cancelled is left for the next time.
  @Suspends
  public void compare() {
    for (Deque<Reading> channel : List.copyOf(waiting.values())) {
      while (!channel.isEmpty()) {
        List<Reading> run = run(channel);
        compare(run);
        run.forEach(_ -> channel.remove());
      }
    }
  }

  /// The first ones that are of one epoch, as many as fit into an answer.
  private static List<Reading> run(Deque<Reading> channel) {
    List<Reading> run = new ArrayList<>();
    Reading first = channel.peek();
    for (Reading next : channel) {
      if (!next.epoch().equals(first.epoch())
          || next.seq() - first.seq() >= Limits.HISTORY_EVENTS) {
        break;
      }
      run.add(next);
    }
    return run;
  }

  @Suspends
  private void compare(List<Reading> run) {
    Reading first = run.getFirst();
    HistoryQuery query =
        new HistoryQuery(
            first.channel(),
            first.epoch(),
            first.seq(),
            run.getLast().seq(),
            Limits.HISTORY_EVENTS);
    switch (question.ask(query)) {
      case Page page -> compare(run, page);
      case Gone _, OtherEpoch _ -> unknown += run.size();
      case HistoryAnswer.Failed failed -> problems.add(new Problem(first, failed.why()));
    }
  }

  private void compare(List<Reading> run, Page page) {
    Map<Long, Reading> kept = new HashMap<>();
    page.readings().forEach(reading -> kept.put(reading.seq(), reading));
    for (Reading live : run) {
      compared++;
      Reading other = kept.get(live.seq());
      if (other == null) {
        problems.add(new Problem(live, "came live, and the history does not have it"));
      } else if (!other.equals(live)) {
        problems.add(new Problem(live, "is another one in the history"));
      }
    }
  }

  /// What does not hold.
  public List<Problem> problems() {
    return problems;
  }

  /// Whether nothing was found, in at least half of what came live: a server that has forgotten
  /// nearly everything proves nothing.
  public boolean holds() {
    return problems.isEmpty() && !isTooLittle();
  }

  /// Whether too few were compared to say anything.
  public boolean isTooLittle() {
    return compared == 0 || compared < live - compared;
  }

  /// How many came live.
  public long live() {
    return live;
  }

  /// How many of them were compared.
  public long compared() {
    return compared;
  }

  /// How many the history had forgotten before they could be compared.
  public long unknown() {
    return unknown;
  }
}
