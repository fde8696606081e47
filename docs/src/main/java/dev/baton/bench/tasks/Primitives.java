package dev.baton.bench.tasks;

import java.util.List;

/// The rows of `bench primitives`.
final class Primitives {
  static final List<Row> ROWS =
      List.of(
          new Row(
              "yield",
              "yield to the next of 1,000 ready tasks",
              "ns",
              160,
              TaskWorkloads::yields,
              ThreadWorkloads::yields),
          new Row(
              "start",
              "start, run, end and await an empty task, one by one",
              "ns",
              250,
              TaskWorkloads::starts,
              ThreadWorkloads::starts),
          new Row(
              "group",
              "the same in groups of 1,000 that are joined",
              "ns",
              350,
              TaskWorkloads::groups,
              ThreadWorkloads::groups),
          new Row(
              "queue",
              "an item through a queue of one, task to task",
              "ns",
              350,
              SyncWorkloads::queue,
              ThreadWorkloads::queue),
          new Row(
              "lock",
              "take and give a lock, 1,000 tasks, a yield inside",
              "ns",
              400,
              SyncWorkloads::lock,
              ThreadWorkloads::lock),
          new Row(
              "semaphore",
              "a permit of a semaphore of 10, likewise",
              "ns",
              400,
              SyncWorkloads::semaphore,
              ThreadWorkloads::semaphore),
          new Row(
              "event",
              "wake and end one of 100,000 that wait for an event",
              "ns",
              350,
              SyncWorkloads::event,
              ThreadWorkloads::event),
          new Row(
              "cancel",
              "cancel and end one of 100,000 sleepers",
              "ns",
              1_000,
              TaskWorkloads::cancel,
              ThreadWorkloads::cancel),
          new Row(
              "timeout",
              "a timeout around code that ends in time",
              "ns",
              350,
              TaskWorkloads::timeout,
              ThreadWorkloads::timeout),
          new Row(
              "sleepers",
              "1,000,000 tasks that sleep 1 s, from first to last",
              "ms",
              2_500,
              TaskWorkloads::sleepers,
              ThreadWorkloads::sleepers),
          new Row(
              "memory",
              "heap for one of 1,000,000 sleepers, its stack included",
              "bytes",
              900,
              TaskWorkloads::memory,
              ThreadWorkloads::memory));

  private Primitives() {}

  static List<String> names() {
    return ROWS.stream().map(Row::name).toList();
  }

  /// @throws java.util.NoSuchElementException if there is none of this name
  static Row row(String name) {
    return ROWS.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }
}
