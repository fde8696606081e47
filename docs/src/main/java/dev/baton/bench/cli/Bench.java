package dev.baton.bench.cli;

import dev.baton.bench.MarkedFile;
import dev.baton.bench.Suite;
import dev.baton.bench.feed.FeedBench;
import dev.baton.bench.net.IdleBench;
import dev.baton.bench.net.NetBench;
import dev.baton.bench.scraper.ScraperBench;
import dev.baton.bench.tasks.ExplorerBench;
import dev.baton.bench.tasks.PrimitivesBench;
import dev.baton.program.Exit;
import dev.baton.program.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// `./run bench`: what all of this costs, beside others.
///
/// A benchmark deceives easily. What is done against that, besides what [PrimitivesBench] and
/// [NetBench] say:
///
/// - **The contestants take turns**, so that a slow minute of the machine hits all of them.
/// - **The spread is shown.** Where lowest and highest are far apart, believe neither.
/// - **Ratios, not figures**, are what can be compared with another machine's, or another day's.
public final class Bench {
  private static final String USAGE =
      """
      Usage: %1$s BENCHMARK [OPTION...]

      Measures what all of this costs, beside others, and prints a table. Its
      progress goes to stderr.

      %2$s
      Exit codes:
          0   all is well
          1   nothing could be measured, or the table could not be written
          2   the command line is wrong
         70   a bug in this program

      Example:
        %1$s primitives --quick --only yield
      """;

  private static final List<Suite> SUITES =
      List.of(
          PrimitivesBench.SUITE,
          NetBench.SUITE,
          ExplorerBench.SUITE,
          IdleBench.SUITE,
          ScraperBench.SUITE,
          FeedBench.SUITE);

  private Bench() {}

  /// Runs the benchmarks that the arguments name; without any, says which there are.
  public static void main(String[] args) {
    Shell.main("bench", shell -> run(shell, args));
  }

  static int run(Shell shell, String... args) {
    if (Arrays.stream(args).anyMatch(Set.of("-h", "--help")::contains)) {
      shell.printer().print(usage(shell.command()));
      return Exit.OK.code();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Bench::endChildren));
    try {
      measure(
          shell.printer(),
          args.length == 0 ? "" : args[0],
          Arrays.stream(args).skip(1).toArray(String[]::new));
      return Exit.OK.code();
    } catch (IllegalArgumentException wrong) {
      return shell.usage(wrong.getMessage(), shell.command());
    } catch (IOException failure) {
      shell.say(failure.getMessage());
      return Exit.DONE_BUT.code();
    } catch (Exception failure) {
      return shell.bug(failure);
    }
  }

  /// However this ends, no server goes on.
  private static void endChildren() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
  }

  private static void measure(PrintWriter out, String name, String... arguments) throws Exception {
    Suite.Order order = suite(name).parser().parse(arguments);
    if (order.file() != null) {
      for (Suite.Section section : order.sections()) {
        MarkedFile.check(order.file(), section.place());
      }
    }
    for (Suite.Section section : order.sections()) {
      measure(out, order.file(), section);
    }
  }

  /// A section that takes long need not wait for the next to be seen, nor be lost with it.
  private static void measure(PrintWriter out, Path file, Suite.Section section) throws Exception {
    String text = section.measurement().call();
    out.println(text.stripTrailing());
    out.flush();
    if (file != null) {
      MarkedFile.replace(file, section.place(), text);
    }
  }

  private static Suite suite(String name) {
    return SUITES.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(isNone(name) + "; there are " + names()));
  }

  private static String isNone(String name) {
    return name.isEmpty() ? "a benchmark is missing" : "there is no benchmark \"" + name + "\"";
  }

  private static String names() {
    return SUITES.stream().map(Suite::name).collect(Collectors.joining(", "));
  }

  private static String usage(String command) {
    return USAGE.formatted(
        command, SUITES.stream().map(Suite::usage).collect(Collectors.joining("\n")));
  }
}
