package dev.baton.bench.feed;

import dev.baton.bench.Netty;
import dev.baton.bench.Programs;
import dev.baton.bench.Python;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who serves: each in a process of its own.
enum Contestant {
  BATON("Baton, `feed serve`"),
  NIO("bare selector loop, no protocol"),
  JAVA_WEBSOCKET("Java-WebSocket, `broadcast`"),
  NETTY("Netty, a channel group"),
  NODE("Node `ws`, `send` to each"),
  PYTHON("Python `websockets`, `broadcast`");

  /// Of our server's channels the one that is subscribed to: it has an event each time.
  private static final String OUR_CHANNEL = "host.cpu";

  private static final String ALL_OUR_CHANNELS = "host.*";

  private static final String UNASKED = "-";

  final String title;

  Contestant(String title) {
    this.title = title;
  }

  /// Whether it is one that users have the choice of.
  boolean isPeer() {
    return this != BATON && this != NIO;
  }

  /// As they are written on the command line.
  static List<String> names() {
    return Arrays.stream(values()).map(Contestant::optionName).toList();
  }

  static Contestant named(String optionName) {
    return Arrays.stream(values())
        .filter(one -> one.optionName().equals(optionName))
        .findFirst()
        .orElseThrow();
  }

  private String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What the load subscribes to.
  String channel() {
    return this == BATON ? OUR_CHANNEL : UNASKED;
  }

  /// What a subscriber gets most by.
  String allChannels() {
    return this == BATON ? ALL_OUR_CHANNELS : UNASKED;
  }

  /// What starts it.
  ///
  /// @param port 0: any that is free
  /// @param every the time between two events
  List<String> command(Setup setup, int port, Duration every) {
    List<String> interpreter =
        switch (this) {
          case BATON -> List.of();
          case NODE -> with(Tools.NODE, setup.scripts().path("broadcast.js"));
          case PYTHON ->
              List.of(setup.tools().python().command(), setup.scripts().path("broadcast.py"));
          case NETTY -> Programs.java(PeerServer.class, Netty.JVM_OPTIONS, name());
          case NIO, JAVA_WEBSOCKET -> Programs.java(PeerServer.class, List.of(), name());
        };
    return this == BATON
        ? OurFeed.serve(setup.workspace(), port, every)
        : with(interpreter, String.valueOf(port), String.valueOf(every.toNanos() / 1_000));
  }

  private static List<String> with(List<String> words, String... more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /// What it runs on, for the report; empty where that is not installed.
  Optional<String> version(Tools tools) {
    return switch (this) {
      case BATON, NIO -> Optional.of("JDK " + Runtime.version());
      case JAVA_WEBSOCKET -> Optional.of(StockServer.version());
      case NETTY -> Optional.of("Netty " + Netty.version());
      case NODE -> Optional.ofNullable(tools.ws());
      case PYTHON -> Optional.ofNullable(tools.python()).map(Python::version);
    };
  }
}
