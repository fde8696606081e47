package dev.baton.scraper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Shell;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.UnixSignals;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `demo --crash` with real processes.
@Tag("process")
@Timeout(180)
class DemoCrashTest {
  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingTwice() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = new Shell("scraper", InputStream.nullInputStream(), out, err);
    Path place = folder.resolve("demo.crash");
    String[] arguments = {"demo", "--crash", "--job", place.toString()};

    int code = shell.run(it -> Scraper.commandLine(it).execute(arguments));

    String text = out.toString(UTF_8).replace(folder.toString(), "");
    assertThat(code).as(text + err.toString(UTF_8)).isZero();
    assertThat(text)
        .contains("0 lost of 179", "0 twice of 179, and none is torn", "0 different")
        .contains("0 lost, 0 twice: all is as if nobody had killed it.")
        .doesNotContain("✗");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(err.toString(UTF_8).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
        .filteredOn(line -> line.contains("kill -9 during "))
        .hasSizeBetween(1, 3);
    assertThat(place.resolve("killed.crawl/report.html")).isNotEmptyFile();
  }

  @Test
  void ctrlCEndsBothProcesses() throws Exception {
    UnixSignals.assumeHeard("INT");
    Path place = folder.resolve("demo.crash");
    try (ChildProcess demo =
        ChildJvm.of(Scraper.class)
            .errorsApart()
            .start("demo", "--crash", "--job", place.toString())) {
      demo.err().awaitLineWith("kill -9 during ");
      List<ProcessHandle> crawls = ProcessHandle.of(demo.pid()).orElseThrow().children().toList();

      demo.signal("INT");

      assertThat(demo.exitCode()).isEqualTo(130);
      assertThat(demo.err().all()).contains("scraper: stopped; so are both processes");
      assertThat(crawls).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void aFolderThatIsThereIsNotTouched() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell("scraper", InputStream.nullInputStream(), new ByteArrayOutputStream(), err);
    String[] arguments = {"demo", "--crash", "--job", folder.toString()};
    assertThat(shell.run(it -> Scraper.commandLine(it).execute(arguments))).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("folder " + folder + " exists; name another one");
  }
}
