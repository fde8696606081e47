package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import dev.baton.testkit.UnixSignals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `./run` builds what is older than its sources, and never waits for what cannot happen.
@Tag("process")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RunTest {
  private static final String READ_ONLY = "mount --bind %1$s %1$s && mount -o remount,bind,ro %1$s";

  private static final String SCRAPER_JVM = " -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  @TempDir private Path folder;
  private Checkout checkout;

  @BeforeEach
  void makeCheckout() throws Exception {
    Programs.assumeInstalled("sh");
    checkout = new Checkout(folder);
  }

  private void assertRuns(ChildProcess run, String... saying) throws Exception {
    assertRuns(checkout.root.resolve("run"), run, saying);
  }

  /// @param called how it was called
  private void assertRuns(Path called, ChildProcess run, String... saying) throws Exception {
    try (run) {
      assertThat(run.output())
          .isEqualTo(
              "java -Dbaton.command=%s jobs -jar %s --help".formatted(called, checkout.jar()));
      assertThat(run.exitCode()).isZero();
      assertThat(run.err().all().lines()).containsExactly(saying);
    }
  }

  private void assertRefuses(ChildProcess run, String saying) throws Exception {
    try (run) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.output()).isEmpty();
      assertThat(run.err().all()).isEqualTo(saying);
    }
  }

  @Test
  void buildsWhatIsMissingAndAgainOnlyWhenASourceHasChanged() throws Exception {
    assertRuns(checkout.run(), "run: building background-jobs");
    assertRuns(checkout.run());
    assertThat(checkout.builds()).isEqualTo(1);

    checkout.changeSource();
    assertRuns(checkout.run(), "run: building background-jobs");
    assertThat(checkout.builds()).isEqualTo(2);
  }

  @Test
  void theScraperBeginsWithWhatATrainingRunHasLoaded() throws Exception {
    Checkout scraper =
        new Checkout(Files.createDirectory(folder.resolve("other")), "scraper", "scraper");
    Path cache = scraper.target().resolve("run.aot");
    String plain =
        "java -Dbaton.command=%s scraper -jar %s --help"
            .formatted(scraper.root.resolve("run"), scraper.jar());
    String withCache =
        plain.replace(
            " -jar",
            SCRAPER_JVM + " -XX:AOTCache=" + cache + " -Xlog:aot*=off -Xlog:cds*=off -jar");

    assertPrints(withCache, scraper.run());
    assertThat(cache).hasContent(scraper.target().resolve("training").toString());
    assertThat(scraper.target().resolve("training")).doesNotExist();
    assertPrints(withCache, scraper.run());
    assertPrints(plain, scraper.run("env", "JAVA_TOOL_OPTIONS=-Xshare:off"));
  }

  @Test
  void aTrainingRunThatMakesNoCacheIsNoFailure() throws Exception {
    Checkout scraper =
        new Checkout(Files.createDirectory(folder.resolve("other")), "scraper", "scraper");
    scraper.order("untrained");

    assertPrints(
        "java -Dbaton.command=%s scraper%s -jar %s --help"
            .formatted(scraper.root.resolve("run"), SCRAPER_JVM, scraper.jar()),
        scraper.run());
  }

  /// With the real Java.
  @Test
  void aCacheThatDoesNotFitIsPassedOverSilently() throws Exception {
    Path cache = Files.writeString(folder.resolve("run.aot"), "of another JDK");
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:AOTCache=" + cache,
            "-Xlog:aot*=off",
            "-Xlog:cds*=off",
            "--version");
    try (ChildProcess version = ChildProcess.start(java)) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.err().all()).isEmpty();
      assertThat(version.output())
          .contains(System.getProperty("java.version"))
          .doesNotContain("aot");
    }
  }

  private static void assertPrints(String output, ChildProcess run) throws Exception {
    try (run) {
      assertThat(run.output()).isEqualTo(output);
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void whereTargetCannotBeWrittenAndNothingIsBuiltItSaysSo() throws Exception {
    Files.writeString(checkout.target(), "no folder");

    assertRefuses(
        checkout.run(),
        "run: cannot write to "
            + checkout.target()
            + ", and background-jobs is not built yet;"
            + " run it from a copy in a folder that you can write to");
    assertThat(checkout.builds()).isZero();
  }

  @Test
  void fromAReadOnlyCheckoutItRunsWhatWasBuilt() throws Exception {
    assumeMounts();
    assertRuns(checkout.run(), "run: building background-jobs");
    assertRuns(checkout.runWith(READ_ONLY.formatted(checkout.root)));

    checkout.changeSource();
    assertRuns(
        checkout.runWith(READ_ONLY.formatted(checkout.root)),
        "run: cannot write to "
            + checkout.root.resolve("target")
            + "; this is background-jobs as it was built before the sources changed");
  }

  @Test
  void whereNoLockCanBeMadeItRunsWhatWasBuilt() throws Exception {
    assumeMounts();
    assertRuns(checkout.run(), "run: building background-jobs");
    checkout.changeSource();

    String full = "mount -t tmpfs -o nr_inodes=1 full " + checkout.root.resolve("target");
    assertRuns(
        checkout.runWith(full),
        "run: cannot make "
            + checkout.lock()
            + "; this is background-jobs as it was built before the sources changed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsNoLockInPlaceOfTheLockIsSaid(boolean asFolder) throws Exception {
    Files.createDirectories(checkout.lock().getParent());
    if (asFolder) {
      Files.createDirectory(checkout.lock());
    } else {
      Files.writeString(checkout.lock(), "");
    }

    assertRefuses(
        checkout.run(),
        "run: "
            + checkout.lock()
            + " is in the way, and background-jobs is not built yet; remove it");
    Files.delete(checkout.lock()); // nothing was put into it
    assertRuns(checkout.run(), "run: building background-jobs");
    Files.createDirectory(checkout.lock());
    checkout.changeSource();
    assertRuns(
        checkout.run(),
        "run: "
            + checkout.lock()
            + " is in the way, remove it; this is background-jobs as it was built before the"
            + " sources changed");
  }

  @ParameterizedTest
  @CsvSource({
    "> /dev/full & echo >reader; wait, 1, run: cannot write to stdout",
    "> /dev/null & echo >reader; wait, 0, ''",
    "| { exec <&-; echo >reader; }, 0, ''"
  })
  void aListThatCannotBeWrittenIsSaidUnlessItsReaderHasGone(String where, int code, String said)
      throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
    String run = "mkfifo reader; { read -r _ <reader; ./run; echo $? >code; }";
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", run + where).directory(checkout.root.toFile());
    try (ChildProcess list = ChildProcess.start(builder)) {
      assertThat(list.err().all()).isEqualTo(said);
      assertThat(list.exitCode()).isZero();
    }
    assertThat(checkout.root.resolve("code")).hasContent("" + code);
  }

  private static void assumeMounts() throws Exception {
    Programs.assumeInstalled("unshare", "mount");
    Process mount =
        new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "t", "/mnt").start();
    assumeTrue(mount.waitFor() == 0, "nothing can be mounted here");
  }

  @Test
  void theLockOfADeadProcessIsRemoved() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    leaveLock(dead.pid());

    assertRuns(checkout.run(), "run: building background-jobs");
    assertThat(checkout.lock()).doesNotExist();
  }

  @Test
  void theLockOfADeadProcessWhoseNumberAnotherHasIsRemoved() throws Exception {
    leaveLock(ProcessHandle.current().pid());

    assertRuns(checkout.run(), "run: building background-jobs");
  }

  @Test
  void theLockOfADeadProcessOfSomebodyElseIsSaidIfItCannotBeRemoved() throws Exception {
    Programs.assumeInstalled("setpriv");
    assumeTrue(System.getProperty("user.name").equals("root"), "not root");
    leaveLock(ProcessHandle.current().pid());
    open(folder, "rwxr-xr-x");
    open(Files.createDirectories(checkout.target()), "rwxrwxrwx");
    open(Files.createDirectories(checkout.root.resolve("primitives/target")), "rwxrwxrwx");
    Process sticky =
        new ProcessBuilder("chmod", "1777", checkout.lock().getParent().toString()).start();
    assertThat(sticky.waitFor()).isZero();

    assertRefuses(
        checkout.run("setpriv", "--reuid=65534", "--clear-groups"),
        "run: cannot make "
            + checkout.lock()
            + ", and background-jobs is not built yet;"
            + " run it from a copy in a folder that you can write to");
  }

  private void leaveLock(long pid) throws Exception {
    Files.createDirectories(checkout.lock().getParent());
    Files.createSymbolicLink(checkout.lock(), Path.of(Long.toString(pid)));
  }

  private static void open(Path folder, String permissions) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  /// The first by a link, as from a folder of the `PATH`.
  @Test
  void ofTwoAtOnceOneBuildsAndTheOtherSaysForWhomItWaits() throws Exception {
    checkout.order("wait");
    try (ChildProcess first = checkout.runByLink("baton")) {
      first.err().awaitLine("run: building");
      try (ChildProcess second = checkout.run()) {
        assertThat(second.err().nextLine())
            .isEqualTo("run: waiting for process " + first.pid() + ", which builds");
        checkout.order("go");
        assertRuns(folder.resolve("baton"), first, "run: building background-jobs");
        assertRuns(second, "run: waiting for process " + first.pid() + ", which builds");
      }
    }
    assertThat(checkout.builds()).isEqualTo(1);
  }

  /// Stands in for the programs that can take a lock away. The first time, another process takes
  /// the lock just before.
  private static final String TAKES_THE_LOCK_FIRST =
      """
      #!/bin/sh
      PATH=%s
      program=$(basename "$0")
      if mkdir '%s' 2>/dev/null; then
        rm -f '%s'
        ln -s '%d run' '%3$s'
      fi
      exec "$program" "$@"
      """;

  @Test
  void theLockOfADeadProcessThatAnotherHasTakenOverMeanwhileStays() throws Exception {
    checkout.order("wait");
    try (ChildProcess first = checkout.run()) {
      first.err().awaitLine("run: building");
      Files.delete(checkout.lock());
      leaveLock(ProcessHandle.current().pid());
      String path = System.getenv("PATH");
      Path programs = Files.createDirectory(folder.resolve("programs"));
      String standIn =
          TAKES_THE_LOCK_FIRST.formatted(
              path, folder.resolve("taken"), checkout.lock(), first.pid());
      for (String name : List.of("rm", "mv")) {
        Files.writeString(programs.resolve(name), standIn);
        open(programs.resolve(name), "rwxr-xr-x");
      }
      try (ChildProcess second = checkout.run("env", "PATH=" + programs + ":" + path)) {
        assertThat(second.err().nextLine())
            .isEqualTo("run: waiting for process " + first.pid() + ", which builds");
        checkout.order("go");
        assertRuns(first, "run: building background-jobs");
        assertRuns(second, "run: waiting for process " + first.pid() + ", which builds");
      }
    }
    assertThat(checkout.builds()).isEqualTo(1);
    assertThat(folder.resolve("taken")).exists();
  }

  @Test
  void theJarOfABuildThatFailedIsNotUsed() throws Exception {
    checkout.order("fail");
    assertRefuses(checkout.run(), "run: building background-jobs");
    assertThat(checkout.jar()).doesNotExist();
    assertThat(checkout.lock()).doesNotExist();

    Files.delete(checkout.root.resolve("fail"));
    assertRuns(checkout.run(), "run: building background-jobs");
  }

  @Test
  void aBuildThatIsInterruptedLeavesNoLock() throws Exception {
    UnixSignals.assumeHeard("TERM");
    checkout.order("wait");
    try (ChildProcess run = checkout.run()) {
      run.err().awaitLine("run: building");
      run.signal("TERM");
      checkout.order("go");
      assertThat(run.exitCode()).isEqualTo(143);
    }
    assertThat(checkout.jar()).doesNotExist();
    assertThat(checkout.lock()).doesNotExist();
  }
}
