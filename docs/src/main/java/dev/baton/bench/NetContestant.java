package dev.baton.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Who serves the echo: each in a process of its own.
enum NetContestant {
  /// The yardstick, and so the first.
  NIO("bare NIO selector loop"),
  BATON("Baton, a task a connection"),
  HAND_OFF("Baton, handed off"),
  THREADS("virtual threads, blocking"),
  ASYNCIO("asyncio streams"),
  UVLOOP("uvloop streams"),
  NODE("Node net");

  final String title;

  NetContestant(String title) {
    this.title = title;
  }

  /// As they are written on the command line.
  static String names() {
    return String.join(
        " ", Arrays.stream(values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList());
  }

  /// @throws IllegalArgumentException with a message for the user
  static NetContestant named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no contestant \"" + name + "\"; there are: " + names()));
  }

  /// What starts the server.
  ///
  /// @param scripts where the programs in other languages are
  List<String> command(NetScripts scripts) {
    return switch (this) {
      case NODE -> List.of("node", scripts.path("echo.js"));
      case ASYNCIO -> List.of("python3", scripts.path("echo.py"), "asyncio");
      case UVLOOP -> List.of("python3", scripts.path("echo.py"), "uvloop");
      default -> java(EchoServer.class, mode(), name());
    };
  }

  private String mode() {
    return "-Dbaton.mounted=" + (this == HAND_OFF ? "never" : "always");
  }

  static List<String> java(Class<?> main, String flag, String... arguments) {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-Xmx512m",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            flag,
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    return Stream.concat(command.stream(), Arrays.stream(arguments)).toList();
  }

  /// True where its program is installed.
  boolean isThere() throws IOException, InterruptedException {
    return switch (this) {
      case NODE -> works("node", "--version");
      case ASYNCIO -> works("python3", "-c", "import asyncio");
      case UVLOOP -> works("python3", "-c", "import uvloop");
      default -> true;
    };
  }

  static boolean works(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
