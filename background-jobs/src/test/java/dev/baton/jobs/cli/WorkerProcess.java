package dev.baton.jobs.cli;

import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A real `jobs work` in a process of its own.
final class WorkerProcess {
  private WorkerProcess() {}

  static ChildProcess start(Path store, String... arguments) throws IOException {
    return jvm(store)
        .start(
            Stream.concat(Stream.of("work", "--store", store.toString()), Stream.of(arguments))
                .toArray(String[]::new));
  }

  /// Any command. Its temporary files go into a folder of the test: see [#temporary].
  static ChildJvm jvm(Path store) throws IOException {
    return ChildJvm.of(Jobs.class)
        .flags(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + Files.createDirectories(store.resolveSibling("tmp")));
  }

  /// What the processes of this store have left behind.
  static List<Path> temporary(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store.resolveSibling("tmp"))) {
      return files.toList();
    }
  }
}
