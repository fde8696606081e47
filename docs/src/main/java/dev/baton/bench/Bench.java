package dev.baton.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/// `./run bench`: what all of this costs, beside others.
///
/// A benchmark deceives easily. What is done against that, besides what [PrimitivesBench] and
/// [NetBench] say:
///
/// - **The contestants take turns**, so that a slow minute of the machine hits all of them.
/// - **The spread is shown.** Where lowest and highest are far apart, believe neither.
/// - **Ratios, not figures**, are what can be compared with another machine's, or another day's.
public final class Bench {
  private static final String SUITES = "primitives, net, explorer, idle";

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

  private static void run(String suite, String... args) throws Exception {
    switch (suite) {
      case "primitives" -> {
        Settings settings = Settings.parse(args);
        check(suite, settings.file());
        Report report = PrimitivesBench.run(settings);
        print(suite, settings.json() ? Json.text(report) : report.text(), settings.file());
      }
      case "net" -> {
        NetSettings settings = NetSettings.parse(args);
        check(suite, settings.file());
        print(suite, NetBench.run(settings), settings.file());
      }
      case "explorer" -> {
        Path file = onlyWrite(suite, args);
        print(suite, ExplorerBench.run(), file);
      }
      case "idle" -> {
        Path file = onlyWrite(suite, args);
        print(suite, IdleBench.run(), file);
      }
      default -> throw new IllegalArgumentException("which benchmarks? there are: " + SUITES);
    }
  }

  private static Path onlyWrite(String suite, String... args) throws IOException {
    if (args.length == 0) {
      return null;
    }
    if (args.length == 2 && args[0].equals("--write")) {
      Path file = Path.of(args[1]);
      check(suite, file);
      return file;
    }
    throw new IllegalArgumentException("the only option here is --write FILE");
  }

  private static void check(String suite, Path file) throws IOException {
    if (file != null) {
      MarkedFile.check(file, suite);
    }
  }

  private static void print(String suite, String text, Path file) throws IOException {
    System.out.print(text);
    if (file != null) {
      MarkedFile.replace(file, suite, text);
    }
  }

  private static String usage() {
    return Settings.usage()
        + NetSettings.usage()
        + """
        usage: bench explorer [--write FILE]      schedules a second
        usage: bench idle [--write FILE]          heap of 10,000 idle connections
        """;
  }
}
