package dev.baton.look;

import dev.baton.TaskGroup;
import dev.baton.look.TaskWatch.State;
import dev.baton.terminal.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Puts the tasks of a loop in the order of a tree: below each task those that it started, or that
/// its groups did.
///
/// Of siblings that wait for the like a few are shown, and the others counted. However many tasks
/// there are, they are looked at twice, and only those that are shown say where they are.
final class TaskTree {
  /// Siblings of one kind that are shown.
  private static final int OF_A_KIND = 10;

  /// Kinds that are told apart among siblings.
  private static final int KINDS = 20;

  private static final int DEEPEST = 20;
  private static final Object OTHERS = new Object();

  private final int most;
  private final long now;
  private final Map<TaskWatch, List<TaskWatch>> children = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private int ready;

  /// @param oldestFirst all tasks of the loop
  /// @param most how many are shown
  TaskTree(Collection<TaskWatch> oldestFirst, int most, long now) {
    this.most = most;
    this.now = now;
    List<TaskWatch> roots = link(oldestFirst);
    add(roots, OptionalInt.empty(), 0);
  }

  List<Row> rows() {
    return rows;
  }

  int ready() {
    return ready;
  }

  /// @return those without a parent
  private List<TaskWatch> link(Collection<TaskWatch> oldestFirst) {
    List<TaskWatch> all = new ArrayList<>(oldestFirst);
    List<TaskWatch> roots = new ArrayList<>();
    TaskWatch lastParent = null;
    List<TaskWatch> siblings = roots;
    for (TaskWatch watch : all) {
      watch.below = 0;
      ready += watch.state == State.WAITING ? 0 : 1;
      TaskWatch parent = watch.parent();
      if (parent != lastParent) { // mostly it is the same, and the loop stands still meanwhile
        siblings =
            parent == null ? roots : children.computeIfAbsent(parent, _ -> new ArrayList<>());
        lastParent = parent;
      }
      siblings.add(watch);
    }
    for (TaskWatch watch : all.reversed()) { // children are younger than their parents
      if (watch.parent() != null) {
        watch.parent().below += 1 + watch.below;
      }
    }
    return roots;
  }

  private void add(List<TaskWatch> siblings, OptionalInt parent, int depth) {
    Map<TaskGroup, List<TaskWatch>> groups = byGroup(siblings);
    groups.forEach(
        (group, tasks) -> {
          boolean headed = group != null && groups.size() > 1;
          if (headed && rows.size() < most) {
            rows.add(new Row.OfGroup(depth, parent, tasks.size()));
          }
          fold(tasks, parent, headed ? depth + 1 : depth);
        });
  }

  private static Map<TaskGroup, List<TaskWatch>> byGroup(List<TaskWatch> siblings) {
    Map<TaskGroup, List<TaskWatch>> groups = new LinkedHashMap<>();
    List<TaskWatch> group = null;
    TaskGroup last = null;
    for (TaskWatch watch : siblings) {
      if (group == null || watch.group != last) {
        group = groups.computeIfAbsent(watch.group, _ -> new ArrayList<>());
        last = watch.group;
      }
      group.add(watch);
    }
    return groups;
  }

  private void fold(List<TaskWatch> siblings, OptionalInt parent, int depth) {
    Map<Object, Kind> kinds = new LinkedHashMap<>();
    Kind kind = null;
    for (TaskWatch watch : siblings) {
      if (kind == null || !kind.isOf(watch)) {
        kind = kinds.computeIfAbsent(kindOf(watch, kinds), _ -> new Kind(watch));
      }
      if (kind.shown < OF_A_KIND && rows.size() < most && depth < DEEPEST) {
        kind.shown++;
        rows.add(row(watch, parent, depth));
        add(children.getOrDefault(watch, List.of()), OptionalInt.of(watch.number), depth + 1);
      } else {
        kind.folded++;
        kind.below += watch.below;
      }
    }
    kinds.forEach(
        (key, rest) -> {
          if (rest.folded > 0) {
            rows.add(rest.row(depth, parent, key == OTHERS));
          }
        });
  }

  private record Key(State state, Object target) {}

  private static Object kindOf(TaskWatch watch, Map<Object, Kind> kinds) {
    Key key = new Key(watch.state, Reason.kind(watch.waitsFor));
    return kinds.size() < KINDS || kinds.containsKey(key) ? key : OTHERS;
  }

  private static final class Kind {
    final TaskWatch first;
    int shown;
    int folded;
    int below;

    Kind(TaskWatch first) {
      this.first = first;
    }

    /// Surely: it waits for the very same.
    boolean isOf(TaskWatch watch) {
      return watch.state == first.state && watch.waitsFor == first.waitsFor;
    }

    Row row(int depth, OptionalInt parent, boolean others) {
      String target = others ? "other things" : Reason.kindText(first.waitsFor);
      return new Row.More(depth, parent, folded, below, first.state, target);
    }
  }

  private Row row(TaskWatch watch, OptionalInt parent, int depth) {
    return new Row.OfTask(
        depth,
        watch.number,
        parent,
        SafeText.escape(watch.task.name(), Row.LONGEST_TEXT),
        watch.state,
        now - watch.since,
        watch.ran,
        watch.task.cancelling() > 0,
        Reason.text(watch.waitsFor),
        SafeText.escape(watch.task.where().orElse(""), Row.LONGEST_TEXT));
  }
}
