package dev.baton.feed.cli;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Hub;
import dev.baton.feed.Journal;
import dev.baton.feed.host.Host;
import dev.baton.feed.host.LoopLag;
import dev.baton.feed.page.Page;
import dev.baton.feed.record.RecordingException;
import dev.baton.feed.record.ServerRecording;
import dev.baton.feed.serve.Access;
import dev.baton.feed.serve.CannotServeException;
import dev.baton.feed.serve.Certificates;
import dev.baton.feed.serve.FeedServer;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.feed.serve.MemoryHub;
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
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
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
    header = "Publishes this machine's figures: processor, memory and more.",
    description = {
      "",
      "Any number of watchers may subscribe, over WebSocket. The last 15 minutes, up to 10,000"
          + " readings of a channel, can be asked for over HTTP, at the same port. Each reading has"
          + " a channel, the epoch of its stream, a number that grows by 1, and the time.",
      "",
      "Only programs on this machine can connect, unless you say otherwise with --host; then they"
          + " need a token.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --port 9000 --every 100ms --record rec",
      "  ${COMMAND-FULL-NAME} --host 0.0.0.0 --token-file TOKEN --tls-cert CERT --tls-key KEY",
      "  curl 'http://127.0.0.1:8787/v1/snapshot?ch=host.cpu'"
    },
    exitCodeListHeading = "%nExit codes:%n")
final class ServeCommand implements Callable<Integer> {
  private final Shell shell;
  private final LoopLag lag = new LoopLag();

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + FeedUrl.DEFAULT_PORT,
      description = "the port; 0: any (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "the address to listen at (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "a file that holds a token, 16 or more letters, digits and -._~+/: only who knows it gets"
              + " the figures")
  private Path tokenFile;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "the certificate for TLS, in PEM, with those above it; may be repeated, for other names")
  private List<Path> certificates = List.of();

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "its private key, in PEM (PKCS #8); one for each --tls-cert")
  private List<Path> keys = List.of();

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "a name under which others reach it, besides --host, addresses and localhost")
  private List<String> names = List.of();

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description =
          "pages of this origin, such as https://example.org, may connect, besides the server's"
              + " own")
  private List<String> origins = List.of();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "1s",
      description =
          "the time between two readings, 10ms to 1m (default: ${DEFAULT-VALUE}). TIME is such as "
              + TimeSpan.EXAMPLES)
  private Duration every;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = {
        "write each reading into files in this folder before it is sent, with a checksum a line,"
            + " forced to the disk each second. A server that is started again with the same folder"
            + " goes on in the same epoch, also after kill -9; numbers that may be lost, as when"
            + " the machine stopped, are a declared hole. A full disk stops the recording, and"
            + " never the stream"
      })
  private Path record;

  @Option(names = "--json", description = "write lines of JSON to stdout")
  private boolean json;

  /// Gone, as the next: null unless somebody still gives it.
  @Option(names = "--http-port", hidden = true, arity = "0..1", fallbackValue = "")
  private String httpPort;

  @Option(names = "--public", hidden = true)
  private boolean isPublic;

  @Mixin private SeeOptions see;

  ServeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Program program;
    Entrance entrance;
    try {
      requireValid();
      entrance = new Entrance(new InetSocketAddress(host, port), access(), tls(), new Page());
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    if (!isLoopback() && entrance.tls() == null) {
      shell.say("without --tls-cert and --tls-key the token can be read on the way");
    }
    Host source = new Host(lag);
    try (program) {
      return program.run(EventLoop.builder(), () -> serve(source, entrance, shell.output())).code();
    } catch (CancelledError signal) {
      return Exits.STOPPED.code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (RecordingException e) {
      shell.say(e.getMessage());
      return Exits.CANNOT_WRITE.code();
    } catch (CannotServeException e) {
      return failed(e);
    } catch (ExceptionGroup e) {
      return failed(e.onlyOf(CannotServeException.class).orElseThrow(() -> e));
    }
  }

  /// Until Ctrl-C, or another signal.
  @Suspends
  private Exit serve(Host source, Entrance entrance, Output output) throws Exception {
    output.run(
        () -> {
          if (record == null) {
            serve(server(source, Hub.newEpoch(), Journal.none()), entrance, output);
          } else {
            serveAndRecord(source, entrance, output);
          }
        });
    return Exits.SERVED;
  }

  @Suspends
  private void serveAndRecord(Host source, Entrance entrance, Output output) throws Exception {
    ServerRecording recording = ServerRecording.open(record, settings().capacity());
    recording.notes().forEach(note -> output.offer("feed: " + note));
    recording.run(
        trouble -> output.offer("feed: " + trouble),
        () -> serve(server(source, recording.epoch(), recording), entrance, output));
  }

  private FeedServer server(Host source, String epoch, Journal journal) {
    Hub hub = new MemoryHub(source.read().keySet(), epoch, settings().capacity(), journal);
    return new FeedServer(source, settings(), hub, InstantSource.system());
  }

  private ServeSettings settings() {
    return ServeSettings.DEFAULT.withEvery(every);
  }

  @Suspends
  private void serve(FeedServer server, Entrance entrance, Output output) throws Exception {
    ServeFormat format = json ? ServeFormat.JSON : ServeFormat.PLAIN;
    try {
      withLag(
          () ->
              server.run(
                  entrance,
                  addresses ->
                      format
                          .serving(addresses, shell.command(), accessOfWatchers())
                          .forEach(output::print),
                  trouble -> output.message("feed: " + trouble)));
    } catch (CancelledError signal) {
      output.print(format.stopped(server.published()));
      throw signal;
    }
  }

  /// A certificate vouches for itself.
  private String accessOfWatchers() {
    String trust = certificates.isEmpty() ? "" : " --ca " + certificates.getFirst();
    return tokenFile == null ? trust : trust + " --token-file " + tokenFile;
  }

  /// Measures meanwhile how late the loop is.
  @Suspends
  private void withLag(Action<Exception> serving) {
    TaskGroup.run(
        group -> {
          Task<?> watching = group.spawn("lag", lag::watch);
          serving.run();
          watching.cancel();
        });
  }

  private int failed(CannotServeException e) {
    shell.say(e.getMessage());
    return Exits.CANNOT_SERVE.code();
  }

  private void requireValid() {
    requireNothingOfBefore();
    Limits.require("--port", port, 0, 65_535);
    Limits.require("--every", every, Duration.ofMillis(10), Duration.ofMinutes(1));
    if (certificates.size() != keys.size()) {
      throw new IllegalArgumentException(
          "there must be one --tls-key for each --tls-cert, got %d and %d"
              .formatted(keys.size(), certificates.size()));
    }
    if (!isLoopback() && tokenFile == null) {
      throw new IllegalArgumentException(
          ("at --host %s other machines could read the figures; give a token that they need, with"
                  + " --token-file FILE%s")
              .formatted(
                  host,
                  certificates.isEmpty()
                      ? ", and --tls-cert and --tls-key, without which the token can be read on the"
                          + " way"
                      : ""));
    }
  }

  private void requireNothingOfBefore() {
    if (httpPort != null) {
      throw new IllegalArgumentException(
          "--http-port is no more: the history is at the same port as the feed; leave it out");
    }
    if (isPublic) {
      throw new IllegalArgumentException(
          "--public is no more: whom other machines can reach needs a token; give one with"
              + " --token-file FILE");
    }
  }

  private SSLContext tls() {
    return certificates.isEmpty() ? null : Certificates.context(certificates, keys);
  }

  private Access access() {
    return tokenFile == null ? Access.of(guard()) : access(token());
  }

  private Access access(String token) {
    try {
      return Access.of(guard(), token);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--token-file " + tokenFile + ": " + e.getMessage(), e);
    }
  }

  /// The first line of the file, as `watch` reads it.
  private String token() {
    try (Stream<String> lines = Files.lines(tokenFile)) {
      return lines.findFirst().orElse("").strip();
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "--token-file " + tokenFile + " cannot be read: " + FailureText.of(e), e);
    }
  }

  private Guard guard() {
    Guard guard = Guard.ofThisMachine();
    if (!isLoopback()) {
      guard = guard.withAnyAddress();
    }
    for (String name : names) {
      guard = with(guard, "--allow-host", name);
    }
    for (String origin : origins) {
      guard = guard.withOrigin(origin);
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
