package dev.baton.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A kind that a test has put together.
public record TestKind<A extends JobArgs>(
    String name, Function<String, A> reader, Function<Map<String, String>, Handler<A>> opener)
    implements Kind<A> {
  /// Arguments of any form.
  public record AnyArgs(String toJson) implements JobArgs {
    @Override
    public String summary() {
      return toJson.length() + " characters";
    }
  }

  /// One that takes any arguments.
  public static TestKind<AnyArgs> of(String name, Handler<AnyArgs> handler) {
    return new TestKind<>(name, AnyArgs::new, _ -> handler);
  }

  /// A kind whose handler is another one.
  public static <A extends JobArgs> TestKind<A> of(Kind<A> kind, Handler<A> handler) {
    return new TestKind<>(kind.name(), kind::read, _ -> handler);
  }

  /// Opens its handler alone.
  public Handlers open(Duration limit) {
    return Handlers.open(Kinds.of(this), Map.of(), limit);
  }

  @Override
  public List<String> help() {
    return List.of("anything");
  }

  @Override
  public A read(String json) {
    return reader.apply(json);
  }

  @Override
  public Handler<A> open(Map<String, String> options) {
    return opener.apply(options);
  }
}
