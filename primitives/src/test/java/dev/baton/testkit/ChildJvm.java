package dev.baton.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Starts a main class in a JVM of its own, with the class path of the tests: for what must not
/// happen to the process that runs the tests, as signals, small heaps, other flags, `kill -9`.
public final class ChildJvm {
  /// Opens what mounted tasks need.
  public static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private static final String MODE = "baton.mounted";

  private final Class<?> main;
  private final List<String> flags = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder().redirectErrorStream(true);
  private Duration limit = ChildProcess.LIMIT;

  private ChildJvm(Class<?> main) {
    this.main = main;
  }

  /// A JVM that passes the baton as these tests do.
  public static ChildJvm of(Class<?> main) {
    return plain(main).flags(OPENS, "-D" + MODE + "=" + System.getProperty(MODE, "always"));
  }

  /// A JVM without any flag but those that are given.
  public static ChildJvm plain(Class<?> main) {
    return new ChildJvm(main);
  }

  /// Adds flags of the JVM, as `-Xmx64m`.
  public ChildJvm flags(String... more) {
    flags.addAll(List.of(more));
    return this;
  }

  /// Sets a variable of the environment.
  public ChildJvm environment(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /// Starts it in this folder instead of that of the tests.
  public ChildJvm in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  /// Keeps stderr apart from stdout: see [ChildProcess#err()].
  public ChildJvm errorsApart() {
    builder.redirectErrorStream(false);
    return this;
  }

  /// Lets it live longer, or less long, than [ChildProcess#LIMIT].
  public ChildJvm limit(Duration most) {
    limit = most;
    return this;
  }

  /// Starts the main class with these arguments.
  public ChildProcess start(String... arguments) throws IOException {
    builder.command(command(arguments));
    return ChildProcess.start(builder, main.getSimpleName(), limit);
  }

  /// The whole command, for who lets another program start it.
  public List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
