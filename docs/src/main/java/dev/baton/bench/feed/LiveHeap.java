package dev.baton.bench.feed;

import dev.baton.bench.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/// What is alive on the heap of another JVM: `jcmd` collects its garbage and counts the rest.
final class LiveHeap {
  private static final String JCMD = Path.of(Programs.java()).resolveSibling("jcmd").toString();
  private static final String TOTAL = "Total";

  private LiveHeap() {}

  /// In bytes.
  static long of(Process jvm) throws IOException {
    count(jvm); // what it finds dead may keep more alive until its references are cleared
    return count(jvm);
  }

  private static long count(Process jvm) throws IOException {
    Process jcmd =
        new ProcessBuilder(JCMD, String.valueOf(jvm.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = jcmd.inputReader()) {
      String last = output.lines().reduce("it says nothing", (_, line) -> line);
      if (!last.startsWith(TOTAL)) {
        throw new IOException("jcmd counts no objects: " + last);
      }
      return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
    }
  }
}
