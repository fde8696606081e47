package dev.baton.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Baton against CPython's asyncio: small concurrent programs give the same traces, entry for
/// entry.
///
/// `-Dconformance.programs=FILE` also runs the programs of a file: JSON Lines, plain or compressed
/// by gzip.
class ConformanceTest {
  private static final String PROPERTY = "conformance.programs";

  /// Programs made at random make every mistake there is, and a loop would say so.
  private static final Logger LOGGER = Logger.getLogger("dev.baton");

  @BeforeAll
  static void beQuiet() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void beAsBefore() {
    LOGGER.setLevel(null);
  }

  @TestFactory
  Stream<DynamicTest> givesTheTracesOfCPython() {
    Stream<DynamicTest> ours =
        Stream.of("curated.jsonl.gz", "random.jsonl.gz")
            .map(name -> DynamicTest.dynamicTest(name, () -> checkOurs(name)));
    Stream<DynamicTest> given =
        Stream.ofNullable(System.getProperty(PROPERTY))
            .map(name -> DynamicTest.dynamicTest(name, () -> checkGiven(name)));
    return Stream.concat(ours, given);
  }

  private static void checkOurs(String name) throws IOException {
    try (InputStream file = ConformanceTest.class.getResourceAsStream(name)) {
      requireConformance(name, file);
    }
  }

  private static void checkGiven(String name) throws IOException {
    Path file = find(name);
    try (InputStream content = Files.newInputStream(file)) {
      Report report = requireConformance(file.toString(), content);
      System.out.println(report); // whoever names a file wants to know that it was run
      Nightly.figure(report.toString());
    }
  }

  private static Report requireConformance(String name, InputStream file) {
    List<Program> programs = ProgramFile.read(name, file);

    Report report = new Report(name, programs);

    if (!report.allConform()) {
      fail(report.toString());
    }
    return report;
  }

  /// Tests run in the folder of their module, but whoever names a file sits one above.
  private static Path find(String name) {
    Path file = Path.of(name).toAbsolutePath();
    Path above = Path.of("").toAbsolutePath().resolveSibling(name);
    for (Path candidate : List.of(file, above)) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new MalformedProgramException(
        PROPERTY + " names no file: neither " + file + " nor " + above + " is one");
  }
}
