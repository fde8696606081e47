package dev.baton.bench.net;

import dev.baton.bench.Netty;
import dev.baton.bench.Programs;
import dev.baton.bench.Python;
import dev.baton.bench.Scripts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who serves: each in a process of its own.
enum Contestant {
  /// The yardstick, and so the first.
  NIO("bare selector loop", "bare selector loop, no parser"),
  BATON("Baton, a task a connection, `forEachPiece`", "Baton, a task a connection"),
  BATON_READ("Baton, the same, `read` and `write`", null),
  HAND_OFF("Baton, handed off", "Baton, handed off"),
  NETTY("Netty NIO, one event loop", "Netty NIO, one event loop"),
  THREADS("virtual threads, blocking", "the JDK's server, virtual threads"),
  ASYNCIO("asyncio streams", null),
  UVLOOP("uvloop streams", null),
  NODE("Node net", "Node http");

  /// On a busy machine a server may get no processor for long; the watchdog need not say so.
  private static final String QUIET = "-Dbaton.blockedAfter=600000";

  private final String echoTitle;
  private final String httpTitle;

  Contestant(String echoTitle, String httpTitle) {
    this.echoTitle = echoTitle;
    this.httpTitle = httpTitle;
  }

  boolean speaks(Protocol protocol) {
    return title(protocol) != null;
  }

  String title(Protocol protocol) {
    return protocol == Protocol.ECHO ? echoTitle : httpTitle;
  }

  boolean isOurs() {
    return this == BATON || this == BATON_READ;
  }

  /// As they are written on the command line.
  static List<String> names() {
    return Arrays.stream(values()).map(Contestant::optionName).toList();
  }

  private String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException with a message for the user
  static Contestant named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.optionName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no contestant \""
                        + name
                        + "\"; there are "
                        + String.join(", ", names())));
  }

  /// Those that are not written in Java.
  static Scripts scripts() throws IOException {
    return new Scripts(Contestant.class, "echo.js", "echo.py", "http.js");
  }

  /// What starts the server.
  ///
  /// @param scripts where the programs in other languages are
  List<String> command(Protocol protocol, Scripts scripts, Tools tools) {
    return switch (this) {
      case NODE -> List.of("node", scripts.path(protocol == Protocol.ECHO ? "echo.js" : "http.js"));
      case ASYNCIO -> List.of(tools.asyncio().command(), scripts.path("echo.py"), "asyncio");
      case UVLOOP -> List.of(tools.uvloop().command(), scripts.path("echo.py"), "uvloop");
      default -> Programs.java(Server.class, jvmOptions(), protocol.name(), name());
    };
  }

  private List<String> jvmOptions() {
    return switch (this) {
      case NETTY -> Netty.JVM_OPTIONS;
      case HAND_OFF -> List.of("-Dbaton.mounted=never", QUIET);
      case BATON, BATON_READ -> List.of("-Dbaton.mounted=always", QUIET);
      default -> List.of();
    };
  }

  /// What it runs on, for the report; empty where that is not installed.
  Optional<String> version(Tools tools) {
    return switch (this) {
      case NODE -> Optional.ofNullable(tools.node()).map(version -> "Node " + version);
      case ASYNCIO ->
          Optional.ofNullable(tools.asyncio()).map(one -> "asyncio of " + one.version());
      case UVLOOP -> Optional.ofNullable(tools.uvloop()).map(Python::version);
      case NETTY -> Optional.of("Netty " + Netty.version());
      default -> Optional.of("JDK " + Runtime.version());
    };
  }
}
