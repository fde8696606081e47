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
import dev.baton.jobs.Lease;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.StoreStats;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteStoreTest extends JobStoreContract {
  private static final List<String> KINDS = List.of("kind");

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
      queries = new SqliteQueries(file, clock);
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
            open.complete(
                open.claim("one", KINDS, 1, Duration.ofSeconds(5), List.of())
                    .jobs()
                    .getFirst()
                    .lease());
            // What a killed process leaves behind: the file and its log, not closed.
            Files.copy(file, copy);
            Files.copy(folder.resolve("jobs.db-wal"), folder.resolve("crashed.db-wal"));
          }
        });

    StoreStats stats = EventLoop.run(() -> new SqliteQueries(copy, clock).stats());
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
            taken =
                first.claim("one", KINDS, 1, Duration.ofSeconds(5), List.of()).jobs().getFirst();
          }
          try (SqliteStore second = SqliteStore.open(file, clock)) {
            assertThat(second.claim("two", KINDS, 1, Duration.ofSeconds(5), List.of()).jobs())
                .isEmpty();
            clock.advance(Duration.ofSeconds(5));
            Job again =
                second.claim("two", KINDS, 1, Duration.ofSeconds(5), List.of()).jobs().getFirst();
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
    List<Long> ids = new ArrayList<>();
    for (List<Job> taken; !(taken = claimThree(store)).isEmpty(); ) {
      taken.forEach(job -> ids.add(job.id()));
    }
    return ids;
  }

  private static List<Job> claimThree(SqliteStore store) {
    return store.claim("one of two", KINDS, 3, Duration.ofSeconds(5), List.of()).jobs();
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
          assertThat(new SqliteQueries(file, clock).stats().in(JobState.READY)).isEqualTo(3);
        });
  }

  /// Whatever else is in the store, a claim looks at no more rows than it takes.
  @ParameterizedTest
  @ValueSource(strings = {"promote", "claim", "next"})
  void aClaimSearchesEachKindInAnIndex(String statement) throws Exception {
    open();
    ClaimSql claims = new ClaimSql(List.of("a", "b", "c"));
    String sql =
        switch (statement) {
          case "promote" -> claims.promote();
          case "claim" -> claims.claim();
          default -> claims.next();
        };

    List<String> plan = plan(sql);

    assertThat(plan)
        .filteredOn(step -> step.contains("SEARCH job USING"))
        .filteredOn(step -> step.contains("_by_kind (kind=?"))
        .hasSize(statement.equals("next") ? 6 : 3);
    assertThat(plan)
        .noneMatch(step -> step.startsWith("SCAN job") && !step.contains("job_running"));
  }

  private List<String> plan(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      List<String> plan = new ArrayList<>();
      while (rows.next()) {
        plan.add(rows.getString("detail"));
      }
      return plan;
    }
  }

  /// A store of an older program of the same version.
  @Test
  void aStoreWithTheFirstIndexesGetsThoseByKind() throws Exception {
    open();
    sql("DROP INDEX job_ready_by_kind");
    sql("DROP INDEX job_waiting_by_kind");
    sql("CREATE INDEX job_ready ON job (run_at, id) WHERE state = 0");
    sql("CREATE INDEX job_waiting ON job (run_at) WHERE state = 1");

    open();

    assertThat(plan(new ClaimSql(KINDS).claim()).toString()).contains("job_ready_by_kind (kind=?");
    assertThatThrownBy(() -> sql("DROP INDEX job_ready")).hasMessageContaining("no such index");
    assertThatThrownBy(() -> sql("DROP INDEX job_waiting")).hasMessageContaining("no such index");
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
              .hasMessage("store %s cannot be used: ask before it is closed".formatted(file));
        });
  }

  @Test
  void aDeletedStoreIsNoticedAndTakesNoJob() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(file, clock)) {
            open.enqueue(jobs(1));
            Files.delete(file);

            assertThatThrownBy(() -> open.enqueue(jobs(1)))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                    "store %s is not there any more; put it back and start again".formatted(file));
          }
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jobs.db     | 0  | was cut to 0 bytes while it was in use; restore it from a copy, unless",
        "jobs.db     | 10 | was cut to 10 bytes while it was in use; restore it from a copy,"
            + " unless",
        "jobs.db-wal |    | has lost its file -wal while it was in use; start again",
        "jobs.db-shm |    | has lost its file -shm while it was in use; start again",
      })
  void aDamagedStoreIsNoticedByEachChange(String part, Integer bytes, String seen)
      throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(file, clock)) {
            open.enqueue(jobs(1));
            Lease lease =
                open.claim("one", KINDS, 1, Duration.ofSeconds(5), List.of())
                    .jobs()
                    .getFirst()
                    .lease();
            damage(folder.resolve(part), bytes);

            for (Action<RuntimeException> change : changes(open, lease)) {
              assertThatThrownBy(change::run)
                  .isInstanceOf(StoreException.class)
                  .hasMessageStartingWith("store %s %s".formatted(file, seen));
            }
          }
        });
  }

  /// It is still larger than it was when it was opened.
  @Test
  void aCutOfWhatHasGrownIsNoticed() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(file, clock)) {
            open.enqueue(jobs(1));
            sql("PRAGMA wal_checkpoint(TRUNCATE)");
            final long small = Files.size(file);
            open.enqueue(jobs(10_000));
            sql("PRAGMA wal_checkpoint(TRUNCATE)");
            open.enqueue(jobs(1)); // sees the size
            final long half = Files.size(file) / 2;
            assertThat(half).isGreaterThan(small);

            cut(half);

            assertThatThrownBy(() -> open.enqueue(jobs(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("store %s was cut to %,d bytes".formatted(file, half));
          }
        });
  }

  private void cut(long bytes) throws IOException {
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
      open.truncate(bytes);
    }
  }

  private static void damage(Path part, Integer bytes) throws Exception {
    if (bytes == null) {
      Files.delete(part);
    } else {
      Files.write(part, new byte[bytes]); // in place
    }
  }

  private static List<Action<RuntimeException>> changes(SqliteStore store, Lease lease) {
    return List.of(
        () -> store.enqueue(jobs(1)),
        () -> store.claim("one", KINDS, 1, Duration.ofSeconds(5), List.of()),
        () -> store.complete(lease),
        () -> store.retry(lease, Duration.ZERO, "failed"),
        () -> store.bury(lease, "hopeless"),
        () -> store.release(List.of(lease)),
        () -> store.renew(List.of(lease), Duration.ofSeconds(5)));
  }

  /// The other one is not the last that has it open.
  @Test
  void anotherThatUsesTheStoreAndEndsIsNoDamage() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);
    open();
    EventLoop.run(
        () -> {
          try (SqliteStore open = SqliteStore.open(link, clock)) {
            try (SqliteStore other = SqliteStore.open(file, clock)) {
              other.enqueue(jobs(100));
            }
            sql("PRAGMA wal_checkpoint(TRUNCATE)");
            assertThat(open.enqueue(jobs(1))).hasSize(1);
          }
        });
  }

  @Test
  void anEmptyFileBesideALogIsRefusedAndTheLogKept() throws Exception {
    Files.createFile(file);
    Path log = Files.writeString(folder.resolve("jobs.db-wal"), "what is left");

    for (Action<RuntimeException> use : List.<Action<RuntimeException>>of(this::open, this::look)) {
      assertThatThrownBy(use::run)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("jobs.db is empty, though its file -wal is not");
    }
    assertThat(log).hasContent("what is left");
  }

  /// Such as by a copy that was put back. The new one is not touched.
  @Test
  void aReplacedStoreIsNoticedAndTakesNoJob() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore old = SqliteStore.open(file, clock)) {
            old.enqueue(jobs(1));
            for (String suffix : List.of("", "-wal", "-shm")) {
              Path part = folder.resolve("jobs.db" + suffix);
              Files.move(part, folder.resolve("moved" + suffix));
            }
            try (SqliteStore replacement = SqliteStore.open(file, clock)) {
              replacement.enqueue(jobs(3));
              for (int i = 0; i < 2; i++) {
                assertThatThrownBy(
                        () -> old.claim("one", KINDS, 10, Duration.ofSeconds(5), List.of()))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                        "store %s was replaced while it was in use; start again to use the new one"
                            .formatted(file));
              }
              old.close();
              assertThat(
                      replacement.claim("two", KINDS, 10, Duration.ofSeconds(5), List.of()).jobs())
                  .hasSize(3);
            }
          }
          assertThat(new SqliteQueries(file, clock).stats().in(JobState.RUNNING)).isEqualTo(3);
        });
  }

  @Test
  void whatIsNoStoreIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(file, "x".repeat(5000));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "store %s cannot be used: it is no SQLite file, or was cut; restore it from a copy, or name another file with --store"
                .formatted(file));
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
    assertThatThrownBy(() -> EventLoop.run(() -> new SqliteQueries(file, clock).stats()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("there is no store");
    assertThat(file).doesNotExist();
  }

  private void look() {
    EventLoop.run(() -> new SqliteQueries(file, clock).stats());
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
