package dev.baton.feed.cli;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.LoopListener.Note;
import dev.baton.feed.host.Host;
import dev.baton.feed.serve.CannotServeException;
import dev.baton.feed.serve.FeedServer;
import dev.baton.feed.serve.ServeSettings;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.program.Program;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
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
      "Any number of watchers may subscribe, over WebSocket. The last 15 minutes can be asked for"
          + " over HTTP. Each reading has a channel, the epoch of its stream (new with each start"
          + " of the server), a number that grows by 1, and the time.",
      "",
      "Only programs on this machine can connect, unless you say otherwise.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  feed serve",
      "  feed serve --port 9000 --every 100ms",
      "  curl 'http://127.0.0.1:8788/v1/history?ch=host.cpu&epoch=EPOCH&from=1'"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  2:an option is wrong",
      "  3:the port is in use, or cannot be had",
      "130:stopped by Ctrl-C; the watchers were told",
      "143:the same by SIGTERM"
    })
final class ServeCommand implements Callable<Integer> {
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
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = Interval.class,
      description = "the time between two readings, 10ms to 1m (default: ${DEFAULT-VALUE})")
  private Duration every;

  @Option(names = "--json", description = "write lines of JSON to stdout")
  private boolean json;

  @Mixin private SeeOptions see;

  @Override
  public Integer call() throws Exception {
    requireValid();
    ServeFormat format = json ? ServeFormat.JSON : ServeFormat.PLAIN;
    FeedServer server = new FeedServer(new Host(), ServeSettings.DEFAULT.withEvery(every));
    try (Program program = see.open(spec.commandLine().getErr())) {
      return serve(program, server, format);
    } catch (CannotServeException e) {
      return failed(e);
    } catch (ExceptionGroup e) {
      return failed(e.find(CannotServeException.class).orElseThrow(() -> e));
    }
  }

  /// Until Ctrl-C, or another signal.
  private int serve(Program program, FeedServer server, ServeFormat format) throws Exception {
    try {
      return program.run(
          EventLoop.builder(),
          () -> {
            server.run(host, port, historyPort(), addresses -> say(format.serving(addresses)));
            return Exit.OK;
          });
    } catch (CancelledError ctrlC) {
      System.out.println(format.stopped(server.published()));
      return Exit.CTRL_C;
    }
  }

  private static void say(String line) {
    System.out.println(line);
    EventLoop.running().note(Note.PRINTED, line);
  }

  private int failed(CannotServeException e) {
    spec.commandLine().getErr().println("feed: " + Escaped.text(e.getMessage()));
    return Exit.NO_NETWORK;
  }

  private int historyPort() {
    if (httpPort != null) {
      return httpPort;
    }
    return port == 0 ? 0 : port + 1;
  }

  private void requireValid() {
    require(port >= 0 && port <= 65_535, "--port must be 0 to 65535, got " + port);
    require(
        historyPort() >= 0 && historyPort() <= 65_535,
        "--http-port must be 0 to 65535, got " + historyPort());
    require(
        every.toMillis() >= 10 && every.toMillis() <= 60_000,
        "--every must be 10ms to 1m, got " + every.toMillis() + "ms");
    require(
        open || isLoopback(),
        "at --host "
            + host
            + " other machines can read the figures; add --public if that is meant");
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ParameterException(spec.commandLine(), "--host " + host + " is no address");
    }
  }

  private void require(boolean valid, String otherwise) {
    if (!valid) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
