package dev.baton.bench.cli;

import dev.baton.bench.MarkedFile;
import dev.baton.bench.Suite;
import dev.baton.bench.net.IdleBench;
import dev.baton.bench.net.NetBench;
import dev.baton.bench.tasks.ExplorerBench;
import dev.baton.bench.tasks.PrimitivesBench;
import java.io.IOException;
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
  private static final List<Suite> SUITES =
      List.of(PrimitivesBench.SUITE, NetBench.SUITE, ExplorerBench.SUITE, IdleBench.SUITE);

  private Bench() {}

  /// Runs the benchmarks that the arguments name; without any, says which there are.
  public static void main(String[] args) throws Exception {
    if (Arrays.stream(args).anyMatch(Set.of("-h", "--help")::contains)) {
      System.out.print(usage());
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(Bench::endChildren));
    try {
      run(args.length == 0 ? "" : args[0], Arrays.stream(args).skip(1).toArray(String[]::new));
    } catch (IllegalArgumentException wrong) {
      System.err.println("bench: " + wrong.getMessage() + "; see ./run bench --help");
      System.exit(2);
    } catch (IOException failure) {
      System.err.println("bench: " + failure.getMessage());
      System.exit(1);
    }
  }

  /// However this ends, no server goes on.
  private static void endChildren() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
  }

  private static void run(String name, String... arguments) throws Exception {
    Suite.Order order = suite(name).parser().parse(arguments);
    if (order.file() != null) {
      MarkedFile.check(order.file(), name);
    }
    String text = order.measurement().call();
    System.out.print(text);
    if (order.file() != null) {
      MarkedFile.replace(order.file(), name, text);
    }
  }

  private static Suite suite(String name) {
    return SUITES.stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("which benchmarks? there are: " + names()));
  }

  private static String names() {
    return SUITES.stream().map(Suite::name).collect(Collectors.joining(", "));
  }

  private static String usage() {
    return SUITES.stream().map(Suite::usage).collect(Collectors.joining());
  }
}
