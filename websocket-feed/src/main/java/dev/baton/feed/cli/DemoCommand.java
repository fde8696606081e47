package dev.baton.feed.cli;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.demo.Demo;
import dev.baton.feed.demo.Demo.Outcome;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Exit;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.terminal.Panel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `demo`.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Shows in some ten seconds what is lost when things break: nothing.",
    description = {
      "",
      "Starts a server that records, and a watcher; then it cuts the connection between them, lets"
          + " the network fall silent, and kills the server with kill -9. In the end it checks the"
          + " recording. Everything happens on this machine.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n")
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  @Spec private CommandSpec spec;

  @Option(names = "--hold", description = "then let a server with that recording run, until Ctrl-C")
  private boolean hold;

  @Mixin private SeeOptions see;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws CannotWriteException {
    Program program;
    try {
      program = see.open(spec, shell);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
    try (program) {
      return program.run(EventLoop.builder(), this::show).code();
    } catch (CannotWriteException e) {
      return shell.cannotWrite(e, Exits.CANNOT_WRITE);
    } catch (IOException e) {
      return failed(e);
    } catch (ExceptionGroup e) {
      return failed(e.onlyOf(IOException.class).orElseThrow(() -> e));
    }
  }

  /// With a folder for its recording that is there as long as this is.
  @Suspends
  private Exit show() throws IOException {
    Path folder = Blocking.call(() -> Files.createTempDirectory("feed-demo-"), DemoCommand::remove);
    try {
      return show(folder);
    } finally {
      Blocking.call(() -> remove(folder));
    }
  }

  @Suspends
  private Exit show(Path folder) throws IOException {
    Output output = shell.output();
    Demo demo =
        new Demo(
            new Demo.Setting(serve(), folder.resolve("recording"), folder.resolve("log")),
            output::print);
    Outcome[] outcome = new Outcome[1];
    output.run(
        () -> {
          outcome[0] = played(demo, output);
          output.print(
              "feed demo: filled %,d, lost %,d".formatted(outcome[0].filled(), outcome[0].lost()));
          if (hold) {
            demo.hold(shell.command());
          }
        });
    return outcome[0].holds() ? Exits.SHOWN : Exits.NOT_HELD;
  }

  private int failed(IOException failure) {
    shell.say(failure.getMessage());
    return Exits.CANNOT_SHOW.code();
  }

  /// With a line about how it stands, if there is a terminal.
  @Suspends
  private Outcome played(Demo demo, Output output) throws IOException {
    if (shell.outTerminal().isEmpty() || shell.errTerminal().isEmpty()) {
      return demo.play();
    }
    Panel.Content content = elapsed -> List.of(demo.state());
    Outcome[] outcome = new Outcome[1];
    TaskGroup.run(
        group -> {
          Task<?> panel = group.spawn("panel", new Panel(output, Panel.Mode.LIVE, content)::run);
          outcome[0] = demo.play();
          panel.cancel();
        });
    return outcome[0];
  }

  /// What starts a server as this program was started.
  private static List<String> serve() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", // it lives for seconds
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        Feed.class.getName(),
        "serve");
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // it is in the system's folder for what may be removed
    }
  }
}
