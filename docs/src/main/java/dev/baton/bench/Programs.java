package dev.baton.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Starts other programs, of this machine or of this project.
public final class Programs {
  private static final int LIMIT_SECONDS = 10;

  private Programs() {}

  /// True where this command exists and ends well.
  public static boolean works(String... command) throws InterruptedException {
    return firstLine(command).isPresent();
  }

  /// The first line that a command prints, which may be empty; nothing where it does not end well.
  public static Optional<String> firstLine(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0
          ? Optional.of(output.lines().findFirst().orElse(""))
          : Optional.empty();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }

  /// The Java that this runs on.
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// A class of this benchmark in a JVM of its own.
  public static List<String> java(Class<?> main, List<String> flags, String... arguments) {
    List<String> jvm =
        List.of(
            java(), "-XX:+UseSerialGC", "-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    List<String> program = List.of("-cp", System.getProperty("java.class.path"), main.getName());
    return Stream.of(jvm, flags, program, Arrays.asList(arguments)).flatMap(List::stream).toList();
  }
}
