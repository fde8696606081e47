package dev.baton.jobs;

import dev.baton.Suspends;
import dev.baton.Timeout;
import dev.baton.program.TimeSpan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The handlers of the kinds that a worker knows: runs each attempt in the right one, and for no
/// longer than it may take.
public final class Handlers implements AutoCloseable {
  /// A kind that can be worked on.
  private record Opened<A extends JobArgs>(Kind<A> kind, Handler<A> handler, Duration limit) {
    static <A extends JobArgs> Opened<A> open(
        Kind<A> kind, Map<String, String> options, Duration limit) {
      return new Opened<>(kind, kind.open(options), kind.limit().orElse(limit));
    }

    @Suspends
    Outcome run(Job job) throws Exception {
      return handler.handle(new Attempt<>(job, kind.read(job.args())));
    }
  }

  private final Map<String, Opened<?>> byName = new LinkedHashMap<>();

  private Handlers() {}

  /// Opens them.
  ///
  /// @param options the value of each option of each kind, by name
  /// @param limit how long one attempt may take, where the kind does not say
  /// @throws IllegalArgumentException if an option makes no sense, in a sentence
  public static Handlers open(Kinds kinds, Map<String, String> options, Duration limit) {
    Handlers handlers = new Handlers();
    try {
      for (Kind<?> kind : kinds.all()) {
        handlers.byName.put(kind.name(), Opened.open(kind, options, limit));
      }
      return handlers;
    } catch (RuntimeException | Error failure) {
      handlers.close();
      throw failure;
    }
  }

  /// The names of these kinds.
  public List<String> kinds() {
    return List.copyOf(byName.keySet());
  }

  /// Runs an attempt of a job of one of these kinds, and says how it went, whatever happens: what
  /// the handler throws counts as a failure that may get better, unless it is an [Error].
  @Suspends
  public Outcome run(Job job) {
    Opened<?> opened = byName.get(job.kind());
    Timeout limit = Timeout.after(opened.limit());
    try {
      return limit.run(() -> opened.run(job));
    } catch (BadArgsException bad) {
      return new Outcome.Dead(bad.getMessage());
    } catch (Exception failure) {
      return limit.expired()
          ? new Outcome.Retry("it took longer than " + TimeSpan.text(opened.limit()))
          : Outcome.failed(failure, () -> Reason.of(failure));
    }
  }

  /// Closes them.
  @Override
  public void close() {
    byName.values().forEach(opened -> opened.handler().close());
  }
}
