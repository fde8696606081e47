package dev.baton.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Programs of the machine that a test uses and that may be missing.
public final class Programs {
  private Programs() {}

  /// Skips the test where one of these programs is not installed.
  public static void assumeInstalled(String... programs) {
    for (String program : programs) {
      assumeTrue(isInstalled(program), () -> "there is no program \"" + program + "\" here");
    }
  }

  /// Looks for it in the folders of `PATH`.
  public static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
