package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.baton.scraper.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFolderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "EXAMPLE.org:8080, example.org_8080",
    "[::1]:80, ___1__80",
    "../../etc, _._.._etc",
    "-rf, _rf",
    ".ssh, _ssh",
    "a\u0000b\u202ec, a_b_c",
    "ü.example, _.example",
  })
  void aNameHasOnlyWhatIsHarmlessInIt(String host, String safe) {
    ZonedDateTime start = ZonedDateTime.parse("2026-11-29T09:05:07+01:00");

    assertThat(JobFolder.name(host, start)).isEqualTo(safe + "-20261129-090507.crawl");
  }

  @Test
  void aNameIsNoLongerThanFileSystemsTake() {
    assertThat(JobFolder.name("a.".repeat(500), ZonedDateTime.now())).hasSizeLessThan(255);
  }

  /// A crawl that was killed at once leaves such a folder.
  @Test
  void aFolderInWhichNothingWasBegunIsTakenOver() throws Exception {
    Files.writeString(folder.resolve("lock"), "17");
    Files.createFile(folder.resolve("job.db"));
    Files.writeString(folder.resolve("job.db-journal"), "x");

    assertThat(JobFolder.create(folder, "resume")).isEqualTo(new JobFolder(folder));
  }

  @Test
  void whereNothingWasBegunNothingCanBeResumed() throws Exception {
    Files.createFile(folder.resolve("lock"));

    assertThatThrownBy(() -> JobFolder.open(folder).requireBegun("scraper crawl"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "job %s was stopped before anything was begun; begin it again: scraper crawl URL --job"
                + " %s",
            folder, folder);
    Files.writeString(folder.resolve("job.db"), "x");
    JobFolder.open(folder).requireBegun("scraper crawl");
  }

  @Test
  void whatIsNoJobIsNotToBeResumed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> JobFolder.create(file, "resume"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "job %s cannot be made: it exists and is no folder; name another with --job", file);
    assertThatThrownBy(() -> JobFolder.create(folder, "resume"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "job %s cannot be made: the folder exists and holds other files; name another with"
                + " --job",
            folder);
  }

  @Test
  void aFolderThatExistsIsRefusedWithWhatToDo() throws Exception {
    Files.writeString(folder.resolve("job.db"), "x");
    assertThatThrownBy(() -> JobFolder.create(folder, "./run scraper resume"))
        .isInstanceOf(StoreException.class)
        .hasMessage("job %s exists; resume it: ./run scraper resume %s", folder, folder);
  }

  @Test
  void aLinkThatLeadsNowhereIsRefusedToo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

    assertThatThrownBy(() -> JobFolder.create(link, "resume"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("job %s cannot be made: it exists".formatted(link));
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aFolderInNoFolderIsRefused() {
    assertThatThrownBy(() -> JobFolder.create(folder.resolve("a/b"), "resume"))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "job %s cannot be made: there is no folder %s; make it",
            folder.resolve("a/b"), folder.resolve("a"));
  }

  @Test
  void itsOwnFolderCanBeOpened() {
    JobFolder job = JobFolder.create(folder.resolve("a.crawl"), "resume");

    assertThat(JobFolder.open(job.path())).isEqualTo(job);
  }

  @Test
  void whatIsNotThereCannot() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> JobFolder.open(none))
        .isInstanceOf(StoreException.class)
        .hasMessage("job %s does not exist; name the folder of a crawl", none);
  }

  /// Whoever owns the folder may have put links in place of its files.
  @Test
  void anotherUsersFolderIsRefused() throws Exception {
    try {
      UserPrincipal nobody =
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      Files.setOwner(folder, nobody);
    } catch (IOException | UnsupportedOperationException withoutTheRight) {
      abort("this user cannot give a folder away");
    }
    assertThatThrownBy(() -> JobFolder.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessage("job %s belongs to user nobody; resume it as that user", folder);
  }
}
