package dev.baton.jobs;

import static dev.baton.Async.gather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every store promises.
public abstract class JobStoreContract {
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final List<String> KINDS = List.of("kind", "webhook");

  protected final SettableClock clock = new SettableClock();

  /// The store under test, within [#withStore].
  protected JobStore store;

  protected JobQueries queries;

  /// Opens a store, sets the fields, runs the test and closes the store.
  protected abstract void withStore(Action<Exception> test) throws Exception;

  private void inLoop(Action<Exception> test) throws Exception {
    EventLoop.run(() -> withStore(test));
  }

  private List<Job> claim(int limit) {
    return store.claim("test", KINDS, limit, LEASE, List.of()).jobs();
  }

  private void enqueue(int jobs) {
    store.enqueue(IntStream.range(0, jobs).mapToObj(i -> job("key-" + i)).toList());
  }

  private static NewJob job(String key) {
    return new NewJob("kind", "{\"n\":1}", key, 3, Duration.ZERO);
  }

  private JobRow row(long id) {
    return queries.list(Optional.empty(), 1000).stream()
        .filter(row -> row.id() == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsEnqueuedComesBackAsItWas() throws Exception {
    inLoop(
        () -> {
          NewJob job = new NewJob("webhook", "{\"ä\":\"\\u0000 \"}", "a-key", 7, Duration.ZERO);
          long id = store.enqueue(List.of(job)).getFirst().id();

          assertThat(claim(1))
              .containsExactly(new Job(new Lease(id, 1), "a-key", "webhook", job.args(), 1, 7));
        });
  }

  @Test
  void aKnownKeyAddsNothing() throws Exception {
    inLoop(
        () -> {
          Enqueued first = store.enqueue(List.of(job("same"))).getFirst();
          List<Enqueued> again = store.enqueue(List.of(job("same"), job("other")));

          assertThat(first.isNew()).isTrue();
          assertThat(again.getFirst()).isEqualTo(new Enqueued(first.id(), false));
          assertThat(again.getLast().isNew()).isTrue();
          assertThat(claim(10)).hasSize(2);
        });
  }

  @ParameterizedTest
  @CsvSource({"kind, {}", "other, '{\"n\":1}'"})
  void aKeyOfAnotherJobIsRefusedAndNothingIsAdded(String kind, String args) throws Exception {
    inLoop(
        () -> {
          long id = store.enqueue(List.of(job("same"))).getFirst().id();
          NewJob other = new NewJob(kind, args, "same", 3, Duration.ZERO);

          assertThatThrownBy(() -> store.enqueue(List.of(job("new"), other, job("newer"))))
              .isInstanceOfSatisfying(
                  KeyTakenException.class, taken -> assertThat(taken.index()).isEqualTo(1))
              .hasMessage(
                  "key same is taken by job %d, which is of another kind or has other arguments; use another key"
                      .formatted(id));
          assertThat(claim(10)).extracting(Job::key).containsExactly("same");
          assertThat(store.enqueue(List.of(job("new"))).getFirst().isNew()).isTrue();
        });
  }

  @Test
  void aKeyIsKnownEvenWhenItsJobIsDone() throws Exception {
    inLoop(
        () -> {
          store.enqueue(List.of(job("same")));
          store.complete(claim(1).getFirst().lease());

          assertThat(store.enqueue(List.of(job("same"))).getFirst().isNew()).isFalse();
          assertThat(claim(1)).isEmpty();
        });
  }

  @Test
  void theLongestReadyIsTakenFirst() throws Exception {
    inLoop(
        () -> {
          enqueue(2);
          store.retry(claim(1).getFirst().lease(), Duration.ofSeconds(1), "later");
          clock.advance(Duration.ofSeconds(2));
          store.enqueue(List.of(job("last")));

          assertThat(claim(1)).extracting(Job::key).containsExactly("key-1");
          assertThat(claim(1)).extracting(Job::key).containsExactly("key-0");
          assertThat(claim(1)).extracting(Job::key).containsExactly("last");
        });
  }

  @Test
  void aDelayedJobComesAtItsTimeAndNotBefore() throws Exception {
    inLoop(
        () -> {
          store.enqueue(List.of(new NewJob("kind", "{}", "later", 3, Duration.ofSeconds(60))));

          assertThat(store.claim("test", KINDS, 1, LEASE, List.of()))
              .isEqualTo(new Claim(List.of(), Optional.of(Duration.ofSeconds(60))));
          clock.advance(Duration.ofMillis(59_999));
          assertThat(store.claim("test", KINDS, 1, LEASE, List.of()))
              .isEqualTo(new Claim(List.of(), Optional.of(Duration.ofMillis(1))));
          clock.advance(Duration.ofMillis(1));
          assertThat(claim(1)).hasSize(1);
        });
  }

  @Test
  void jobsOfOtherKindsAreLeftToOthers() throws Exception {
    inLoop(
        () -> {
          store.enqueue(
              List.of(
                  NewJob.of("other", "{}"),
                  new NewJob("other", "{}", "later", 3, Duration.ofSeconds(1)),
                  job("mine")));
          clock.advance(Duration.ofSeconds(2));

          assertThat(claim(10)).extracting(Job::key).containsExactly("mine");
          assertThat(store.claim("test", KINDS, 1, LEASE, List.of()).next())
              .contains(LEASE); // of ours; the others may be ready, but not for us
          assertThat(store.claim("test", List.of("other"), 10, LEASE, List.of()).jobs()).hasSize(2);
          assertThat(store.claim("test", List.of("third"), 10, LEASE, List.of()))
              .isEqualTo(new Claim(List.of(), Optional.empty()));
        });
  }

  @Test
  void theLongestReadyOfSeveralKindsIsTakenFirst() throws Exception {
    inLoop(
        () -> {
          for (String kind : List.of("webhook", "kind", "webhook", "kind")) {
            store.enqueue(List.of(NewJob.of(kind, "{}")));
            clock.advance(Duration.ofSeconds(1));
          }

          assertThat(claim(3)).extracting(Job::kind).containsExactly("webhook", "kind", "webhook");
          assertThat(claim(3)).extracting(Job::id).containsExactly(4L);
        });
  }

  @Test
  void anEmptyStoreSaysThatNothingWillCome() throws Exception {
    inLoop(
        () -> {
          assertThat(store.claim("test", KINDS, 1, LEASE, List.of()).next()).isEmpty();

          enqueue(1);
          Job job = claim(1).getFirst();
          assertThat(store.claim("test", KINDS, 1, LEASE, List.of()).next()).contains(LEASE);
          store.complete(job.lease());
          assertThat(store.claim("test", KINDS, 1, LEASE, List.of()).next()).isEmpty();
        });
  }

  @Test
  void eachJobGoesToOneOfManyWhoAskAtOnce() throws Exception {
    inLoop(
        () -> {
          enqueue(100);

          List<List<Job>> claims =
              gather(() -> claim(30), () -> claim(30), () -> claim(30), () -> claim(30)).await();

          List<Long> ids = claims.stream().flatMap(List::stream).map(Job::id).toList();
          assertThat(ids).hasSize(100).doesNotHaveDuplicates();
        });
  }

  @Test
  void aDoneJobIsFinal() throws Exception {
    inLoop(
        () -> {
          enqueue(1);
          Lease lease = claim(1).getFirst().lease();

          assertThat(store.complete(lease)).isTrue();
          assertThat(store.complete(lease)).isFalse();
          assertThat(store.bury(lease, "no")).isFalse();
          clock.advance(Duration.ofDays(1));
          assertThat(claim(1)).isEmpty();
          assertThat(row(lease.job()).state()).isEqualTo(JobState.DONE);
          assertThat(row(lease.job()).attempts()).isEqualTo(1);
        });
  }

  @Test
  void aFailedJobWaitsAndKeepsTheReason() throws Exception {
    inLoop(
        () -> {
          enqueue(1);
          Lease first = claim(1).getFirst().lease();
          assertThat(store.retry(first, Duration.ofSeconds(10), "answered 500")).isTrue();

          assertThat(row(first.job()).reason()).contains("answered 500");
          assertThat(row(first.job()).state()).isEqualTo(JobState.WAITING);
          clock.advance(Duration.ofSeconds(10));
          Job second = claim(1).getFirst();
          assertThat(second.attempt()).isEqualTo(2);
          assertThat(second.lease().token()).isGreaterThan(first.token());
        });
  }

  @Test
  void aDeadJobIsFinalAndKeepsTheReason() throws Exception {
    inLoop(
        () -> {
          enqueue(1);
          Lease lease = claim(1).getFirst().lease();

          assertThat(store.bury(lease, "answered 410")).isTrue();
          clock.advance(Duration.ofDays(1));
          assertThat(claim(1)).isEmpty();
          assertThat(row(lease.job()).state()).isEqualTo(JobState.DEAD);
          assertThat(row(lease.job()).reason()).contains("answered 410");
        });
  }

  /// The worker died: another takes the job. It did not die after all: nobody listens to it.
  @Test
  void anOldTokenChangesNothing() throws Exception {
    inLoop(
        () -> {
          enqueue(1);
          Lease old = claim(1).getFirst().lease();
          clock.advance(LEASE);
          Job again = claim(1).getFirst();

          assertThat(again.attempt()).isEqualTo(1);
          assertThat(again.lease().token()).isGreaterThan(old.token());
          assertThat(store.complete(old)).isFalse();
          assertThat(store.retry(old, Duration.ZERO, "old")).isFalse();
          assertThat(store.bury(old, "old")).isFalse();
          store.release(List.of(old));
          assertThat(store.renew(List.of(old, again.lease()), LEASE)).containsExactly(old);
          assertThat(row(again.id()).state()).isEqualTo(JobState.RUNNING);
          assertThat(store.complete(again.lease())).isTrue();
        });
  }

  @Test
  void aRenewedLeaseIsNotTaken() throws Exception {
    inLoop(
        () -> {
          enqueue(1);
          Lease lease = claim(1).getFirst().lease();

          for (int beat = 0; beat < 10; beat++) {
            clock.advance(LEASE.minusMillis(1));
            assertThat(claim(1)).isEmpty();
            assertThat(store.renew(List.of(lease), LEASE)).isEmpty();
          }
          clock.advance(LEASE);
          assertThat(claim(1)).hasSize(1);
        });
  }

  /// Its process was stopped for longer than its lease, or the clock was set forward.
  @Test
  void whoAsksForJobsKeepsThoseThatItRuns() throws Exception {
    inLoop(
        () -> {
          enqueue(2);
          Lease held = claim(1).getFirst().lease();
          Lease ofAnother = claim(1).getFirst().lease();
          clock.advance(Duration.ofHours(1));

          Claim claim = store.claim("test", KINDS, 10, LEASE, List.of(held));

          assertThat(claim.jobs()).extracting(Job::id).containsExactly(ofAnother.job());
          assertThat(row(held.job()).crashes()).isZero();
          clock.advance(LEASE.minusMillis(1));
          assertThat(claim(10)).isEmpty();
          assertThat(store.complete(held)).isTrue();
        });
  }

  @Test
  void aLeaseThatAnotherHasTakenIsNotKept() throws Exception {
    inLoop(
        () -> {
          enqueue(1);
          Lease old = claim(1).getFirst().lease();
          clock.advance(LEASE);
          claim(1);
          clock.advance(LEASE);

          assertThat(store.claim("test", KINDS, 1, LEASE, List.of(old)).jobs()).hasSize(1);
        });
  }

  @Test
  void aReleasedJobIsAsIfItHadNeverBeenTaken() throws Exception {
    inLoop(
        () -> {
          enqueue(2);
          List<Lease> leases = claim(2).stream().map(Job::lease).toList();

          store.release(leases);

          assertThat(row(1).attempts() + row(1).crashes()).isZero();
          List<Job> again = claim(2);
          assertThat(again).extracting(Job::attempt).containsExactly(1, 1);
          assertThat(again.getFirst().lease().token()).isGreaterThan(leases.getFirst().token());
        });
  }

  @Test
  void aJobThatTakesItsWorkersAlongIsGivenUp() throws Exception {
    inLoop(
        () -> {
          enqueue(1);

          Set<Long> tokens = new TreeSet<>();
          List<Integer> attempts = new ArrayList<>();
          for (List<Job> taken; !(taken = claim(1)).isEmpty(); clock.advance(LEASE)) {
            tokens.add(taken.getFirst().lease().token());
            attempts.add(taken.getFirst().attempt());
          }

          assertThat(tokens).hasSize(JobStore.MAX_CRASHES);
          assertThat(attempts).containsOnly(1);
          assertThat(row(1).state()).isEqualTo(JobState.DEAD);
          assertThat(row(1).crashes()).isEqualTo(JobStore.MAX_CRASHES);
          assertThat(row(1).reason().orElseThrow()).contains("died");
        });
  }

  @Test
  void statsCountByKindAndState() throws Exception {
    inLoop(
        () -> {
          enqueue(2);
          store.enqueue(List.of(NewJob.of("other", "{}")));
          claim(1);
          clock.advance(Duration.ofSeconds(7));

          StoreStats stats = queries.stats();

          assertThat(stats.counts())
              .containsExactly(
                  new StoreStats.Count("kind", JobState.READY, 1),
                  new StoreStats.Count("kind", JobState.RUNNING, 1),
                  new StoreStats.Count("other", JobState.READY, 1));
          assertThat(stats.oldestReady()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
        });
  }

  @Test
  void theListShowsTheLatestFirst() throws Exception {
    inLoop(
        () -> {
          enqueue(3);
          store.complete(claim(1).getFirst().lease());

          assertThat(queries.list(Optional.empty(), 2))
              .extracting(JobRow::key)
              .containsExactly("key-2", "key-1");
          assertThat(queries.list(Optional.of(JobState.DONE), 10))
              .extracting(JobRow::key)
              .containsExactly("key-0");
        });
  }
}
