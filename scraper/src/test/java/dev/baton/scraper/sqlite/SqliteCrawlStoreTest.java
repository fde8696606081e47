package dev.baton.scraper.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.CrawlStore;
import dev.baton.scraper.CrawlStoreContract;
import dev.baton.scraper.Ends;
import dev.baton.scraper.StoreException;
import dev.baton.sql.Database;
import dev.baton.sql.Sqlite;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteCrawlStoreTest extends CrawlStoreContract {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("job.db");
  }

  @Override
  @Suspends
  protected CrawlStore create() {
    return SqliteCrawlStore.create(file(), Map.of());
  }

  @Override
  @Suspends
  protected CrawlStore reopen(CrawlStore earlier) {
    close(earlier);
    return SqliteCrawlStore.open(file());
  }

  @Override
  @Suspends
  protected void close(CrawlStore open) {
    ((SqliteCrawlStore) open).close();
  }

  private void isRefused(String why, Object... seen) {
    assertThatThrownBy(() -> EventLoop.run(() -> SqliteCrawlStore.open(file()).close()))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            why.replaceFirst("^STORE", "store " + file()).replaceFirst("^JOB", "job " + folder),
            seen);
  }

  private void change(String sql) throws Exception {
    EventLoop.run(
        () -> {
          try (Database database = Database.open(Sqlite.url(file()), new Sqlite())) {
            database.inTransaction("change", it -> it.update(sql));
          }
        });
  }

  private void createAndClose() throws Exception {
    EventLoop.run(() -> SqliteCrawlStore.create(file(), Map.of("format", "csv", "x", "")).close());
  }

  @Test
  void theSettingsAreThoseWithWhichItWasMade() throws Exception {
    createAndClose();
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store = SqliteCrawlStore.open(file())) {
            assertThat(store.settings()).isEqualTo(Map.of("format", "csv", "x", ""));
          }
        });
  }

  @Test
  void aJobIsMadeOnce() throws Exception {
    createAndClose();
    assertThatThrownBy(this::createAndClose)
        .isInstanceOf(StoreException.class)
        .hasMessage("store %s exists; resume the job, or name another one", file());
  }

  @Test
  void aFolderWithoutAStoreIsNoJob() {
    isRefused(folder + " is no job: there is no file job.db in it; name the folder of a crawl");
  }

  @Test
  void aJobThatWasStoppedWhileItWasMadeIsTold() throws Exception {
    Files.createFile(file());
    isRefused("STORE is empty, its job was stopped before it began; delete that and start again");
  }

  @Test
  void theDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs() throws Exception {
    change("CREATE TABLE note (text TEXT)");
    byte[] before = Files.readAllBytes(file());

    isRefused("STORE is not a crawl's store but another SQLite database; name another job");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aNewerProgramsJobIsRefused() throws Exception {
    createAndClose();
    change("PRAGMA user_version = 2");
    isRefused(
        "STORE has schema version 2 and this program writes version 1; use the program that made"
            + " it");
  }

  @Test
  void whatIsNoDatabaseIsRefused() throws Exception {
    Files.writeString(file(), "x".repeat(10_000));
    isRefused(
        "STORE cannot be used: it is no SQLite file, or was cut; restore it from a copy, or name"
            + " another job");
  }

  @Test
  void aDamagedFileIsTold() throws Exception {
    createAndClose();
    try (var channel = Files.newByteChannel(file(), StandardOpenOption.WRITE)) {
      channel.position(100).write(ByteBuffer.wrap(new byte[60_000]));
    }
    isRefused("STORE cannot be used: the file is damaged; restore it from a copy");
  }

  @Test
  void aLinkInPlaceOfTheStoreIsNotFollowed(@TempDir Path elsewhere) throws Exception {
    createAndClose();
    Path other = elsewhere.resolve("job.db");
    Files.move(file(), other);
    Files.createSymbolicLink(file(), other);
    byte[] before = Files.readAllBytes(other);

    isRefused("JOB has a link in place of its file job.db; put the file itself there");
    assertThat(Files.readAllBytes(other)).isEqualTo(before);
  }

  @Test
  void aFolderInPlaceOfTheStoreIsTold() throws Exception {
    Files.createDirectory(file());
    isRefused("STORE is a folder and no file; name another job");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job.db     | is not there any more; put it back and start again",
        "job.db-wal | has lost its file -wal while it was in use; start again",
      })
  void aStoreThatIsDeletedMeanwhileIsNoticed(String part, String why) throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store = SqliteCrawlStore.create(file(), Map.of())) {
            store.commit(List.of(), new Ends(1, 1));
            Files.delete(folder.resolve(part));

            assertThatThrownBy(() -> store.commit(List.of(), new Ends(2, 2)))
                .isInstanceOf(StoreException.class)
                .hasMessage("store %s %s", file(), why);
          }
        });
  }

  @Test
  void aSecondUserOfTheSameProcessIsRefused() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore _ = SqliteCrawlStore.create(file(), Map.of())) {
            assertThatThrownBy(() -> SqliteCrawlStore.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                    "job %s is used by process %d; wait for its end, or stop it",
                    folder, ProcessHandle.current().pid());
          }
          SqliteCrawlStore.open(file()).close();
        });
  }

  /// Uses a job until its input ends.
  static final class Occupant {
    private Occupant() {}

    public static void main(String[] job) throws Exception {
      EventLoop.run(
          () -> {
            try (SqliteCrawlStore _ = SqliteCrawlStore.open(Path.of(job[0]))) {
              System.out.println("open");
              System.in.read(); // this blocks the loop, which has nothing else to do
            }
          });
    }
  }

  @Test
  @Tag("process")
  void aJobThatAnotherProcessUsesIsRefusedUntilThatIsKilled() throws Exception {
    createAndClose();
    try (ChildProcess occupant = ChildJvm.of(Occupant.class).start(file().toString())) {
      occupant.awaitLine("open");

      isRefused("JOB is used by process %d; wait for its end, or stop it", occupant.pid());
      isRefused("JOB is used by process %d; wait for its end, or stop it", occupant.pid());
    }
    EventLoop.run(() -> SqliteCrawlStore.open(file()).close());
  }

  @Test
  void aLinkInPlaceOfTheLockIsNotFollowed() throws Exception {
    createAndClose();
    Path precious = Files.writeString(folder.resolve("precious"), "text");
    Files.delete(folder.resolve("lock"));
    try {
      Files.createSymbolicLink(folder.resolve("lock"), precious);
    } catch (IOException | UnsupportedOperationException notOnThisSystem) {
      abort("no links here");
    }
    assertThatThrownBy(() -> EventLoop.run(() -> SqliteCrawlStore.open(file()).close()))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("job %s cannot be locked: ".formatted(folder));
    assertThat(precious).hasContent("text");
  }
}
