package dev.baton.bench.scraper;

import dev.baton.program.Shell;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Arrays;

/// The main class of a JVM that runs our scraper's command line again and again, and prints for
/// each pass how many seconds it took, and how many of processor time.
///
/// The scraper is on its class path, but not on that of this module: applications are not built for
/// every benchmark. So it is called by reflection.
final class Passes {
  private static final String SCRAPER = "dev.baton.scraper.cli.Scraper";

  private Passes() {}

  /// Arguments: how many passes, then the words of the command line, in which `PASS` stands for the
  /// number of the pass.
  static void main(String[] args) throws Exception {
    PrintStream figures = System.out;
    int passes = Integer.parseInt(args[0]);
    for (int pass = 1; pass <= passes; pass++) {
      String number = String.valueOf(pass);
      String[] words =
          Arrays.stream(args)
              .skip(1)
              .map(word -> word.replace("PASS", number))
              .toArray(String[]::new);
      long processor = processorNanos();
      long start = System.nanoTime();
      int code = run(words);
      long nanos = System.nanoTime() - start;
      if (code != 0) {
        System.exit(code);
      }
      figures.println(nanos / 1e9 + " " + (processorNanos() - processor) / 1e9);
    }
    System.exit(0);
  }

  private static int run(String... words) {
    return new Shell("scraper", InputStream.nullInputStream(), System.out, System.err)
        .run(shell -> execute(shell, words));
  }

  private static int execute(Shell shell, String... words) {
    try {
      Method commandLine = Class.forName(SCRAPER).getDeclaredMethod("commandLine", Shell.class);
      commandLine.setAccessible(true);
      Object line = commandLine.invoke(null, shell);
      return (int)
          line.getClass().getMethod("execute", String[].class).invoke(line, (Object) words);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
