package dev.baton.jobs.sqlite;

import static dev.baton.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.jobs.Enqueued;
import dev.baton.jobs.Job;
import dev.baton.jobs.JobState;
import dev.baton.jobs.JobStoreContract;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.StoreStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends JobStoreContract {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("jobs.db");
  }

  @Override
  protected void withStore(Action<Exception> test) throws Exception {
    try (SqliteStore sqlite = SqliteStore.open(file, clock)) {
      store = sqlite;
      reports = new SqliteReports(file, clock);
      test.run();
    }
  }

  private static List<NewJob> jobs(int count) {
    return IntStream.range(0, count).mapToObj(_ -> NewJob.of("kind", "{}")).toList();
  }

  @Test
  void whatWasAcknowledgedIsThereAfterACrash() throws Exception {
    Path copy = folder.resolve("crashed.db");
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(file, clock)) {
            open.enqueue(jobs(3));
            open.complete(open.claim("one", 1, Duration.ofSeconds(5)).jobs().getFirst().lease());
            // What a killed process leaves behind: the file and its log, not closed.
            Files.copy(file, copy);
            Files.copy(folder.resolve("jobs.db-wal"), folder.resolve("crashed.db-wal"));
          }
        });

    StoreStats stats = EventLoop.run(() -> new SqliteReports(copy, clock).stats());
    assertThat(stats.in(JobState.READY)).isEqualTo(2);
    assertThat(stats.in(JobState.DONE)).isEqualTo(1);
  }

  @Test
  void leasesOutliveTheProcessThatHeldThem() throws Exception {
    EventLoop.run(
        () -> {
          Job taken;
          try (SqliteStore first = SqliteStore.open(file, clock)) {
            first.enqueue(jobs(1));
            taken = first.claim("one", 1, Duration.ofSeconds(5)).jobs().getFirst();
          }
          try (SqliteStore second = SqliteStore.open(file, clock)) {
            assertThat(second.claim("two", 1, Duration.ofSeconds(5)).jobs()).isEmpty();
            clock.advance(Duration.ofSeconds(5));
            Job again = second.claim("two", 1, Duration.ofSeconds(5)).jobs().getFirst();
            assertThat(again.lease().token()).isGreaterThan(taken.lease().token());
          }
        });
  }

  @Test
  void twoWritersOfOneFileNeverGetTheSameJob() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore one = SqliteStore.open(file, clock);
              SqliteStore two = SqliteStore.open(file, clock)) {
            one.enqueue(jobs(400));
            List<List<Long>> taken = gather(() -> drain(one), () -> drain(two)).await();

            assertThat(taken.stream().flatMap(List::stream)).hasSize(400).doesNotHaveDuplicates();
          }
        });
  }

  private static List<Long> drain(SqliteStore store) {
    List<Long> ids = new java.util.ArrayList<>();
    for (List<Job> taken; !(taken = claimThree(store)).isEmpty(); ) {
      taken.forEach(job -> ids.add(job.id()));
    }
    return ids;
  }

  private static List<Job> claimThree(SqliteStore store) {
    return store.claim("one of two", 3, Duration.ofSeconds(5)).jobs();
  }

  @Test
  void programsThatStartAtOnceMakeOneSchema() throws Exception {
    EventLoop.run(
        () -> {
          List<SqliteStore> stores =
              gather(
                      () -> SqliteStore.open(file, clock),
                      () -> SqliteStore.open(file, clock),
                      () -> SqliteStore.open(file, clock))
                  .await();

          for (SqliteStore each : stores) {
            assertThat(each.enqueue(jobs(1))).extracting(Enqueued::isNew).containsExactly(true);
          }
          for (SqliteStore each : stores) {
            each.close();
          }
          assertThat(new SqliteReports(file, clock).stats().in(JobState.READY)).isEqualTo(3);
        });
  }

  @Test
  void aStoreThatIsClosedSaysSo() throws Exception {
    EventLoop.run(
        () -> {
          SqliteStore closed = SqliteStore.open(file, clock);
          closed.close();
          closed.close();

          assertThatThrownBy(() -> closed.enqueue(jobs(1)))
              .isInstanceOf(StoreException.class)
              .hasMessage("store %s cannot be used; ask before it is closed".formatted(file));
        });
  }

  @Test
  void whatIsNoStoreIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(file, "x".repeat(5000));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("jobs.db cannot be used")
        .hasMessageEndingWith("it is no SQLite file; name another file");
    assertThat(file).content().hasSize(5000);
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndLeftAlone() throws Exception {
    sql("CREATE TABLE theirs (x)");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not a job store but another SQLite database");
    sql("INSERT INTO theirs VALUES (1)");
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    open();
    sql("PRAGMA user_version = 99");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has schema version 99 and this program writes version 1");
  }

  @Test
  void aMissingFolderIsNamed() {
    file = folder.resolve("none/jobs.db");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("there is no folder for store");
  }

  @Test
  void aMissingStoreIsNotMadeByALook() {
    assertThatThrownBy(() -> EventLoop.run(() -> new SqliteReports(file, clock).stats()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("there is no store");
    assertThat(file).doesNotExist();
  }

  private void open() {
    EventLoop.run(() -> SqliteStore.open(file, clock).close());
  }

  private void sql(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
