package dev.baton.conformance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.baton.conformance.Program.Entry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many programs of a file conform, and what the others do instead.
final class Report {
  /// A program takes about a millisecond, since its time is virtual.
  private static final Duration HANGS = Duration.ofSeconds(30);

  private static final int SHOWN = 5;

  private final String file;
  private final int programs;
  private final Map<String, String> complaints = new LinkedHashMap<>();

  /// Runs all these programs.
  ///
  /// @throws AssertionError at once if one of them hangs
  Report(String file, List<Program> programs) {
    this.file = file;
    this.programs = programs.size();
    for (Program program : programs) {
      assertTimeoutPreemptively(
              HANGS, () -> complaintOf(program), () -> file + ": " + program.name())
          .ifPresent(complaint -> complaints.put(program.name(), complaint));
    }
  }

  private static Optional<String> complaintOf(Program program) {
    try {
      List<Entry> seen = Interpreter.run(program);
      return Difference.between(program.trace(), seen);
    } catch (Throwable broken) {
      StringWriter trace = new StringWriter();
      broken.printStackTrace(new PrintWriter(trace));
      return Optional.of(trace.toString());
    }
  }

  boolean allConform() {
    return complaints.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %,d of %,d programs conform (baton.mounted=%s)"
            .formatted(
                file, programs - complaints.size(), programs, System.getProperty("baton.mounted")));
    complaints.entrySet().stream()
        .limit(SHOWN)
        .forEach(shown -> text.append("\n\n" + shown.getKey() + "\n" + shown.getValue()));
    if (complaints.size() > SHOWN) {
      List<String> names = List.copyOf(complaints.keySet());
      text.append("\n\nand also: " + String.join(", ", names.subList(SHOWN, names.size())));
    }
    return text.toString();
  }
}
