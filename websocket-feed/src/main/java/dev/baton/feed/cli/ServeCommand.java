package dev.baton.feed.cli;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.feed.host.Host;
import dev.baton.feed.serve.CannotServeException;
import dev.baton.feed.serve.FeedServer;
import dev.baton.feed.serve.ServeSettings;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.net.http.Guard;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Limits;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.TimeSpan;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `serve`.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Publishes this machine's processor and memory figures.",
    description = {
      "",
      "Any number of watchers may subscribe, over WebSocket. The last 15 minutes, up to 10,000"
          + " readings of a channel, can be asked for over HTTP. Each reading has a channel, the"
          + " epoch of its stream (new with each start of the server), a number that grows by 1,"
          + " and the time.",
      "",
      "Only programs on this machine can connect, unless you say otherwise.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --port 9000 --every 100ms",
      "  curl 'http://127.0.0.1:8788/v1/history?ch=host.cpu&epoch=EPOCH&from=1'"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + FeedUrl.DEFAULT_PORT,
      description = "the port for WebSocket; 0: any (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "the port for the history (default: the next after --port)")
  private Integer httpPort;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "the address to listen at (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--public",
      description = "allow an address that other machines can reach: they see the figures unasked")
  private boolean open;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "a name under which others reach it, besides --host, addresses and localhost")
  private List<String> names = List.of();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      description =
          "the time between two readings, 10ms to 1m (default: ${DEFAULT-VALUE}). TIME is such as "
              + TimeSpan.EXAMPLES)
  private Duration every;

  @Option(names = "--json", description = "write lines of JSON to stdout")
  private boolean json;

  @Mixin private SeeOptions see;

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Program program;
    Guard guard;
    try {
      requireValid();
      guard = guard();
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    FeedServer server = new FeedServer(new Host(), ServeSettings.DEFAULT.withEvery(every), guard);
    try (program) {
      return program.run(EventLoop.builder(), () -> serve(server, shell.output())).code();
    } catch (CancelledError signal) {
      return Exits.STOPPED.code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (CannotServeException e) {
      return failed(e);
    } catch (ExceptionGroup e) {
      return failed(e.onlyOf(CannotServeException.class).orElseThrow(() -> e));
    }
  }

  /// Until Ctrl-C, or another signal.
  @Suspends
  private Exit serve(FeedServer server, Output output) throws Exception {
    ServeFormat format = json ? ServeFormat.JSON : ServeFormat.PLAIN;
    output.run(
        () -> {
          try {
            server.run(
                host,
                port,
                historyPort(),
                addresses -> format.serving(addresses, shell.command()).forEach(output::print),
                trouble -> output.message("feed: " + trouble));
          } catch (CancelledError signal) {
            output.print(format.stopped(server.published()));
            throw signal;
          }
        });
    return Exits.SERVED;
  }

  private int failed(CannotServeException e) {
    shell.say(e.getMessage());
    return Exits.CANNOT_SERVE.code();
  }

  private int historyPort() {
    if (httpPort != null) {
      return httpPort;
    }
    return port == 0 ? 0 : port + 1;
  }

  private void requireValid() {
    Limits.require("--port", port, 0, 65_535);
    requireHistoryPort();
    Limits.require("--every", every, Duration.ofMillis(10), Duration.ofMinutes(1));
    if (!isLoopback() && !open) {
      throw new IllegalArgumentException(
          "at --host %s other machines can read the figures; add --public if that is meant"
              .formatted(host));
    }
  }

  private void requireHistoryPort() {
    if (httpPort == null && port == 65_535) {
      throw new IllegalArgumentException(
          "--port 65535 leaves no next one for the history; name one with --http-port");
    }
    Limits.require("--http-port", historyPort(), 0, 65_535);
    if (port != 0 && port == historyPort()) {
      throw new IllegalArgumentException("--port and --http-port must differ, got twice " + port);
    }
  }

  private Guard guard() {
    Guard guard = open ? Guard.ofThisMachine().withAnyAddress() : Guard.ofThisMachine();
    for (String name : names) {
      guard = with(guard, "--allow-host", name);
    }
    // an address of IPv6 is no name
    return host.contains(":") ? guard : with(guard, "--host", host);
  }

  private static Guard with(Guard guard, String option, String name) {
    try {
      return guard.withHost(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s must be a name or an address without a port, got \"%s\"".formatted(option, name), e);
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("--host " + host + " is no address", e);
    }
  }
}
