package dev.baton.conformance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.baton.conformance.Program.Entry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How many programs of a file conform, and what the others do instead.
final class Report {
  /// A program takes about a millisecond, since its time is virtual.
  private static final Duration HANGS = Duration.ofSeconds(30);

  private static final int SHOWN = 5;

  private final String file;
  private final int programs;
  private final List<Complaint> complaints = new ArrayList<>();

  private record Complaint(String program, String text) {}

  /// Runs all these programs.
  ///
  /// @throws AssertionError at once if one of them hangs
  Report(String file, List<Program> programs) {
    this.file = file;
    this.programs = programs.size();
    for (Program program : programs) {
      assertTimeoutPreemptively(
              HANGS, () -> complaintOf(program), () -> file + ": " + program.name())
          .ifPresent(text -> complaints.add(new Complaint(program.name(), text)));
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
    StringBuilder text = new StringBuilder(summary());
    for (Complaint complaint : complaints.subList(0, Math.min(SHOWN, complaints.size()))) {
      text.append("\n\n").append(complaint.program).append('\n').append(complaint.text);
    }
    if (complaints.size() > SHOWN) {
      List<Complaint> others = complaints.subList(SHOWN, complaints.size());
      text.append("\n\nand also: ");
      text.append(others.stream().map(Complaint::program).collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  private String summary() {
    String mode = System.getProperty("baton.mounted", "auto");
    return "%s: %,d of %,d programs conform (baton.mounted=%s)"
        .formatted(file, programs - complaints.size(), programs, mode);
  }
}
