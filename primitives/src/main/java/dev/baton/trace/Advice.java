package dev.baton.trace;

import dev.baton.Label;
import dev.baton.Mistake;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What somebody who knows would say about a run, in plain sentences.
///
/// @param step where to look
/// @param text what there is to see
record Advice(int step, String text) {
  /// Of each kind, so many are told.
  private static final int MOST = 3;

  private static final long LONG_READY = 100_000_000;

  /// A task that lets others run this often, and seldom waits, looks again and again for something.
  private static final int POLLS = 10;

  private static final int GROWN = 20;

  static List<Advice> on(Timeline timeline) {
    List<Advice> all = new ArrayList<>(reported(timeline));
    all.addAll(some(blocked(timeline)));
    all.addAll(some(inSequence(timeline)));
    all.addAll(some(polls(timeline)));
    if (!timeline.isTruncated()) {
      all.addAll(some(keptPermits(timeline)));
    }
    all.addAll(some(longReady(timeline)));
    if (all.stream().noneMatch(one -> one.text().startsWith(Mistake.QUEUE_GROWS.heading()))) {
      all.addAll(some(grown(timeline)));
    }
    return all;
  }

  /// What the loop has noticed itself.
  private static List<Advice> reported(Timeline timeline) {
    List<Advice> found = new ArrayList<>();
    timeline
        .trace()
        .walk(
            (event, step) -> {
              if (event.kind() == TraceEvent.Kind.REPORT || event.kind() == TraceEvent.Kind.STOP) {
                found.add(new Advice(Math.max(0, step), event.text()));
              }
            });
    return found;
  }

  private static List<Advice> some(List<Advice> found) {
    if (found.size() <= MOST) {
      return found;
    }
    List<Advice> some = new ArrayList<>(found.subList(0, MOST));
    Advice next = found.get(MOST);
    some.add(new Advice(next.step, "The same " + (found.size() - MOST) + " more times"));
    return some;
  }

  private static List<Advice> blocked(Timeline timeline) {
    List<Advice> found = new ArrayList<>();
    for (Lane lane : timeline.lanes()) {
      for (Segment run : lane.segments()) {
        if (run.state() == State.BLOCKING) {
          int others = timeline.ready().get(run.from());
          found.add(
              new Advice(
                  run.from(),
                  lane.name()
                      + " held the loop for "
                      + Times.text(timeline.nanos(run))
                      + (run.at().isEmpty() ? "" : " after " + Texts.withoutFolder(run.at()))
                      + "; "
                      + (others == 0 ? "nothing else" : "none of " + others + " ready tasks")
                      + " could run. Use sleep(...) to wait and Blocking.call(...) for work"));
        }
      }
    }
    return found;
  }

  /// Each was awaited before the next was started.
  private static List<Advice> inSequence(Timeline timeline) {
    List<Advice> found = new ArrayList<>();
    Map<Integer, List<Lane>> families = new LinkedHashMap<>();
    for (Lane lane : timeline.lanes()) {
      if (lane.task() > 0) {
        int parent = timeline.trace().tasks().get(lane.task() - 1).parent();
        families.computeIfAbsent(parent, _ -> new ArrayList<>()).add(lane);
      }
    }
    for (Lane parent : timeline.lanes()) {
      List<Lane> children = families.getOrDefault(parent.task(), List.of());
      if (parent.task() > 0 && children.size() > 1 && areInSequence(parent, children)) {
        found.add(
            new Advice(
                children.get(1).segments().getFirst().from(),
                names(children)
                    + " ran one after the other: each had ended before the next was started. If"
                    + " they do not need each other, start them all and then await them"));
      }
    }
    return found;
  }

  private static boolean areInSequence(Lane parent, List<Lane> children) {
    for (int i = 0; i < children.size(); i++) {
      Lane child = children.get(i);
      boolean waited =
          child.segments().stream()
              .anyMatch(s -> s.state() == State.WAITS_FOR_TIME || s.state() == State.WAITS_FOR_IO);
      boolean awaited =
          waited
              && parent
                  .at(child.end() - 1)
                  .filter(segment -> segment.state() == State.WAITS_FOR_TASK)
                  .isPresent();
      if (!awaited || child.outcome().isEmpty()) {
        return false;
      }
      if (i > 0 && children.get(i - 1).end() > child.segments().getFirst().from()) {
        return false;
      }
    }
    return true;
  }

  private static String names(List<Lane> lanes) {
    return lanes.size() == 2
        ? lanes.getFirst().name() + " and " + lanes.getLast().name()
        : lanes.getFirst().name() + " to " + lanes.getLast().name();
  }

  private static List<Advice> polls(Timeline timeline) {
    Map<Integer, Integer> yields = new TreeMap<>();
    Map<Integer, Integer> waits = new HashMap<>();
    Map<Integer, Integer> firstSteps = new HashMap<>();
    timeline
        .trace()
        .walk(
            (event, step) -> {
              if (event.kind() == TraceEvent.Kind.SUSPEND) {
                firstSteps.putIfAbsent(event.task(), step);
                (event.thing() == null ? yields : waits).merge(event.task(), 1, Integer::sum);
              }
            });
    List<Advice> found = new ArrayList<>();
    yields.forEach(
        (task, count) -> {
          if (count >= POLLS && count > waits.getOrDefault(task, 0)) {
            found.add(
                new Advice(
                    firstSteps.get(task),
                    timeline.trace().nameOf(task)
                        + " went on by itself "
                        + count
                        + " times: it let others run, but waited for nothing. If it looks for"
                        + " something, let it await that"));
          }
        });
    return found;
  }

  /// Somebody else may give back a permit: what counts is what is missing in the end. Of locks the
  /// loop tells itself.
  private static List<Advice> keptPermits(Timeline timeline) {
    Map<String, Map<Integer, Integer>> held = new LinkedHashMap<>();
    for (TraceEvent event : timeline.trace().events()) {
      boolean taken = event.kind() == TraceEvent.Kind.ACQUIRE;
      boolean moves = taken || event.kind() == TraceEvent.Kind.RELEASE;
      if (moves && event.thing().label().sort() != Label.Sort.HELD) {
        held.computeIfAbsent(event.thing().title(), _ -> new TreeMap<>())
            .merge(event.task(), taken ? 1 : -1, Integer::sum);
      }
    }
    List<Advice> found = new ArrayList<>();
    held.forEach(
        (what, counts) -> {
          int missing = counts.values().stream().mapToInt(Integer::intValue).sum();
          Optional<Lane> holder =
              timeline.lanes().stream()
                  .filter(lane -> !lane.outcome().isEmpty())
                  .filter(lane -> counts.getOrDefault(lane.task(), 0) > 0)
                  .findFirst();
          if (missing > 0 && holder.isPresent()) {
            found.add(
                new Advice(
                    holder.get().end() - 1,
                    holder.get().name()
                        + " ended and never gave back "
                        + what
                        + ". Acquire it in the head of a try (...), which gives it back"));
          }
        });
    return found;
  }

  /// Those that waited for one that blocked the loop are told of already.
  private static List<Advice> longReady(Timeline timeline) {
    List<Segment> blocks =
        timeline.lanes().stream()
            .flatMap(lane -> lane.segments().stream())
            .filter(segment -> segment.state() == State.BLOCKING)
            .toList();
    List<Advice> found = new ArrayList<>();
    for (Lane lane : timeline.lanes()) {
      for (Segment segment : lane.segments()) {
        boolean told =
            blocks.stream()
                .anyMatch(block -> block.from() < segment.to() && segment.from() < block.to());
        if (segment.state() == State.READY && !told && timeline.nanos(segment) >= LONG_READY) {
          found.add(
              new Advice(
                  segment.from(),
                  lane.name()
                      + " was ready for "
                      + Times.text(timeline.nanos(segment))
                      + " before it could run: the loop has more to do than it can"));
        }
      }
    }
    return found;
  }

  private static List<Advice> grown(Timeline timeline) {
    Map<String, List<Integer>> sizes = new LinkedHashMap<>();
    for (TraceEvent event : timeline.trace().events()) {
      if (event.kind() == TraceEvent.Kind.CHANGE) {
        event
            .thing()
            .amount()
            .filter(amount -> !amount.isBounded() && amount.unit().equals("items"))
            .ifPresent(
                amount ->
                    sizes
                        .computeIfAbsent(event.thing().title(), _ -> new ArrayList<>())
                        .add(amount.count()));
      }
    }
    List<Advice> found = new ArrayList<>();
    sizes.forEach(
        (name, all) -> {
          int most = all.stream().max(Comparator.naturalOrder()).orElseThrow();
          if (all.size() >= GROWN && most >= GROWN && all.getLast() * 10 >= most * 9) {
            found.add(
                new Advice(
                    timeline.width() - 1,
                    name
                        + " only grew, to "
                        + most
                        + " items: those who put are faster than those who get. Give it a maxSize,"
                        + " and they wait for each other"));
          }
        });
    return found;
  }
}
