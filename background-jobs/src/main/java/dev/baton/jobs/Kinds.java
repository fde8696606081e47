package dev.baton.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of jobs that a program knows.
///
/// @param all in the order in which the help shows them
public record Kinds(List<Kind<?>> all) {
  /// @throws IllegalArgumentException if there is none, or two have the same name
  public Kinds {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there must be a kind of job that the program knows");
    }
    if (all.stream().map(Kind::name).distinct().count() < all.size()) {
      throw new IllegalArgumentException("two kinds of jobs have the same name: " + names(all));
    }
  }

  /// These.
  public static Kinds of(Kind<?>... kinds) {
    return new Kinds(List.of(kinds));
  }

  /// The kind with this name.
  public Optional<Kind<?>> find(String name) {
    return all.stream()
        .<Kind<?>>map(kind -> kind)
        .filter(kind -> kind.name().equals(name))
        .findFirst();
  }

  /// Their names, for messages.
  public String names() {
    return names(all);
  }

  private static String names(List<Kind<?>> kinds) {
    return kinds.stream().map(Kind::name).collect(Collectors.joining(", "));
  }

  /// What a job is about, for people: see [JobArgs#summary()]. A question mark if the kind is
  /// unknown, or its arguments make no sense to this program.
  public String summary(String kind, String args) {
    try {
      return find(kind).map(known -> known.read(args).summary()).orElse("?");
    } catch (BadArgsException fromAnotherVersion) {
      return "?";
    }
  }
}
