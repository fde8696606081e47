package dev.baton.testing.primitives;

import dev.baton.Action;
import java.util.function.Supplier;

/// All primitives, each with the scenario that it has to pass.
public enum Primitive {
  LOCK(LockScenario::new),
  SEMAPHORE(SemaphoreScenario::unbounded),
  BOUNDED_SEMAPHORE(SemaphoreScenario::bounded),
  EVENT(EventScenario::new),
  CONDITION(ConditionScenario::new),
  BARRIER(BarrierScenario::new),
  QUEUE(QueueScenario::fifo),
  LIFO_QUEUE(QueueScenario::lifo),
  PRIORITY_QUEUE(QueueScenario::priority),
  TASK_GROUP(TaskGroupScenario::new),
  TIMEOUT(TimeoutScenario::new),
  GATHER(GatherScenario::new),
  SHIELD(ShieldScenario::new),
  AS_COMPLETED(AsCompletedScenario::new),
  WAIT_FOR(WaitForScenario::new);

  private final Supplier<Scenario> scenario;

  Primitive(Supplier<Scenario> scenario) {
    this.scenario = scenario;
  }

  /// For an `Explorer`.
  public Action<Exception> program() {
    return Scenario.program(scenario);
  }
}
