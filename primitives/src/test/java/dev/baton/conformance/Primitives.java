package dev.baton.conformance;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.sync.Barrier;
import dev.baton.sync.BoundedSemaphore;
import dev.baton.sync.Condition;
import dev.baton.sync.Event;
import dev.baton.sync.Hold;
import dev.baton.sync.LifoQueue;
import dev.baton.sync.Lock;
import dev.baton.sync.PriorityQueue;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import java.util.HashMap;
import java.util.Map;

/// The primitives of a program, and the operations on them.
final class Primitives {
  private final Map<String, Object> primitives = new HashMap<>();
  private final Trace trace;

  Primitives(Map<String, Program.Spec> specs, Trace trace) {
    this.trace = trace;
    specs.forEach((name, spec) -> primitives.put(name, make(spec)));
  }

  private static Object make(Program.Spec spec) {
    return switch (spec.kind()) {
      case LOCK -> new Lock();
      case SEMAPHORE -> new Semaphore(spec.number());
      case BOUNDED -> new BoundedSemaphore(spec.number());
      case EVENT -> new Event();
      case CONDITION -> new Condition();
      case QUEUE -> new Queue<Long>(spec.number());
      case PRIORITY -> PriorityQueue.<Long>natural(spec.number());
      case LIFO -> new LifoQueue<Long>(spec.number());
      case BARRIER -> new Barrier(spec.number());
      case FUTURE -> EventLoop.running().<Long>createFuture();
    };
  }

  void perform(Op.OnPrimitive op) throws Exception {
    switch (op) {
      case Op.Acquire(String name) -> {
        acquire(name);
        trace.record("acquired " + name);
      }
      case Op.Release(String name) -> release(name);
      case Op.Locked(String name) -> trace.record(name + " locked " + isLocked(name));

      case Op.SetEvent(String name) -> find(name, Event.class).set();
      case Op.ClearEvent(String name) -> find(name, Event.class).clear();
      case Op.WaitEvent(String name) -> {
        find(name, Event.class).await();
        trace.record("saw " + name);
      }

      case Op.WaitCondition(String name) -> {
        find(name, Condition.class).await();
        trace.record("notified " + name);
      }
      case Op.Notify(String name, int count) -> find(name, Condition.class).signal(count);
      case Op.NotifyAll(String name) -> find(name, Condition.class).signalAll();

      case Op.Put(String name, long item) -> {
        queue(name).put(item);
        trace.record("put " + name + " " + item);
      }
      case Op.Get(String name) -> trace.record("got " + name + " " + queue(name).get());
      case Op.PutNowait(String name, long item) -> queue(name).putNowait(item);
      case Op.GetNowait(String name) -> trace.record("got " + name + " " + queue(name).getNowait());
      case Op.TaskDone(String name) -> queue(name).taskDone();
      case Op.Join(String name) -> {
        queue(name).join();
        trace.record("joined " + name);
      }
      case Op.Size(String name) -> trace.record(name + " size " + queue(name).size());
      case Op.Shutdown(String name, boolean immediate) -> queue(name).shutdown(immediate);

      case Op.Meet(String name) ->
          trace.record(name + " place " + find(name, Barrier.class).await());
      case Op.Reset(String name) -> find(name, Barrier.class).reset();
      case Op.Abort(String name) -> find(name, Barrier.class).abort();

      case Op.Resolve(String name, long value) -> future(name).setResult(value);
      case Op.Fail(String name, String text) -> future(name).setException(new Boom(text));
      case Op.CancelFuture(String name) ->
          trace.record("cancel " + name + " " + future(name).cancel());
      case Op.AwaitFuture(String name) -> trace.record(name + " holds " + future(name).await());
    }
  }

  Hold acquire(String name) {
    return switch (find(name, Object.class)) {
      case Lock lock -> lock.acquire();
      case Semaphore semaphore -> semaphore.acquire();
      case Condition condition -> condition.acquire();
      case Object other -> throw unfit(name, other);
    };
  }

  private void release(String name) {
    switch (find(name, Object.class)) {
      case Lock lock -> lock.release();
      case Semaphore semaphore -> semaphore.release();
      case Condition condition -> condition.release();
      case Object other -> throw unfit(name, other);
    }
  }

  private boolean isLocked(String name) {
    return switch (find(name, Object.class)) {
      case Lock lock -> lock.locked();
      case Semaphore semaphore -> semaphore.locked();
      case Condition condition -> condition.locked();
      case Object other -> throw unfit(name, other);
    };
  }

  @SuppressWarnings("unchecked") // every queue was made for Long
  private Queue<Long> queue(String name) {
    return find(name, Queue.class);
  }

  @SuppressWarnings("unchecked") // every future was made for Long
  private Future<Long> future(String name) {
    return find(name, Future.class);
  }

  private <T> T find(String name, Class<T> type) {
    Object primitive = primitives.get(name);
    if (primitive == null) {
      throw new MalformedProgramException("there is no object \"" + name + "\"");
    }
    if (!type.isInstance(primitive)) {
      throw unfit(name, primitive);
    }
    return type.cast(primitive);
  }

  private static MalformedProgramException unfit(String name, Object primitive) {
    return new MalformedProgramException(
        "object \""
            + name
            + "\" is a "
            + primitive.getClass().getSimpleName()
            + ", which cannot do that");
  }
}
