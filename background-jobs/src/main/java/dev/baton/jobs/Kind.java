package dev.baton.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A kind of job, all of it in one place: its name, its arguments, its help and its handler.
///
/// Who enqueues or lists jobs needs the arguments alone: they are read without anything that the
/// handler needs. Only a worker calls [#open], once, and closes the handler at its end.
///
/// ```text
/// program            uses
/// enqueue ARGS       read(ARGS), which checks them; toJson() goes into the store
/// list               read(stored), summary()
/// work               open(options); for each attempt read(stored), handle(attempt)
/// --help             name(), help(), options()
/// ```
///
/// @param <A> its arguments
public interface Kind<A extends JobArgs> {
  /// What users call it, and stores: never to be changed.
  String name();

  /// An example of its arguments, and what else is to be known of them; a few lines.
  List<String> help();

  /// Reads arguments and checks all of them.
  ///
  /// @throws BadArgsException saying what is wrong
  A read(String json);

  /// The longest time that one attempt may take, if it is not for the worker to say.
  default Optional<Duration> limit() {
    return Optional.empty();
  }

  /// What a worker can be told about this kind.
  default List<WorkOption> options() {
    return List.of();
  }

  /// Makes the handler, and all that it needs.
  ///
  /// @param options the value of each of the [#options()], by name
  /// @throws IllegalArgumentException if one of them makes no sense, in a sentence
  Handler<A> open(Map<String, String> options);
}
