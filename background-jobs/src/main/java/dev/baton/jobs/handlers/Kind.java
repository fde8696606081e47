package dev.baton.jobs.handlers;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The kinds of jobs, by the names that users and stores know.
public enum Kind {
  /// Sends JSON to an address.
  WEBHOOK("webhook", WebhookArgs::read),
  /// Sends a message.
  EMAIL("email", EmailArgs::read),
  /// Filters a CSV file and adds up by group.
  PROCESS("process", ProcessArgs::read);

  private final String id;
  private final Function<Fields, JobArgs> reader;

  Kind(String id, Function<Fields, JobArgs> reader) {
    this.id = id;
    this.reader = reader;
  }

  /// Its name.
  public String id() {
    return id;
  }

  /// The kind with this name.
  public static Optional<Kind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /// All names, for messages.
  public static String all() {
    return Arrays.stream(values()).map(Kind::id).collect(Collectors.joining(", "));
  }

  /// Reads arguments and checks all of them.
  ///
  /// @throws BadArgsException saying what is wrong
  public JobArgs read(String json) {
    Fields fields = Fields.of(id, json);
    JobArgs args = reader.apply(fields);
    fields.requireNoOther();
    return args;
  }
}
