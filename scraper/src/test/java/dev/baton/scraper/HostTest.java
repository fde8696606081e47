package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.TaskGroup;
import dev.baton.scraper.UrlRecord.Kind;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The queue of a host, of which most is in the store.
class HostTest {
  private final Host host =
      new Host(
          1,
          "site.test",
          1,
          new HostPace(false, Duration.ZERO, TestCrawl.START),
          new WindowSpace());

  /// What the store knows, and is to be asked for.
  private final TreeMap<Long, UrlRecord> stored = new TreeMap<>();

  private int reads;

  @Test
  void givesEachOnceAndInOrderHoweverManyThereAre() {
    LongStream.rangeClosed(1, 5_000).forEach(this::add);

    assertThat(takeAll())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 5_000).boxed().toList());
    assertThat(reads).isBetween(4, 5);
    assertThat(host.waiting()).isZero();
  }

  @Test
  void givesWhatIsAddedWhileTheStoreIsRead() {
    LongStream.rangeClosed(1, 1_500).forEach(this::add);

    List<Long> taken = takeAllWhile(() -> LongStream.rangeClosed(1_501, 1_600).forEach(this::add));

    assertThat(taken).containsExactlyElementsOf(LongStream.rangeClosed(1, 1_600).boxed().toList());
  }

  @Test
  void givesWhatWasLeftOutBeforeWhereverItStands() {
    LongStream.rangeClosed(2, 1_500).forEach(this::add);
    addLate(1); // passed over
    stored.put(1_501L, record(1_501));
    addLate(1_501); // behind all that are not read yet

    assertThat(takeAll()).hasSize(1_501).doesNotHaveDuplicates().contains(1L, 1_501L);
  }

  @Test
  void givesWhatWasLeftOutBeforeWhenNothingElseIsLeft() {
    add(1);
    addLate(5);
    add(6);
    addLate(3);

    assertThat(takeAll()).containsExactly(1L, 5L, 6L, 3L);
  }

  @Test
  void givesWhatWasLeftOutBeforeAndComesWhileTheStoreIsRead() {
    LongStream.rangeClosed(1, 1_500).filter(id -> id != 1_200).forEach(this::add);

    List<Long> taken = takeAllWhile(() -> addLateStored(1_200)); // the answer does not hold it

    assertThat(taken).hasSize(1_500).doesNotHaveDuplicates();
    assertThat(host.waiting()).isZero();
  }

  @Test
  void givesWhatWasLeftOutBeforeOnceIfTheStoresAnswerHoldsIt() {
    LongStream.rangeClosed(1, 1_500).filter(id -> id != 1_200).forEach(this::add);
    stored.put(1_200L, record(1_200));

    List<Long> taken = takeAllWhile(() -> addLate(1_200));

    assertThat(taken).hasSize(1_500).doesNotHaveDuplicates();
    assertThat(host.waiting()).isZero();
  }

  @Test
  void forgetsAlsoWhatTheStoreIsAboutToAnswer() {
    LongStream.rangeClosed(1, 1_500).forEach(this::add);

    assertThat(takeAllWhile(host::clear)).hasSize(1_000);
    assertThat(host.waiting()).isZero();
  }

  @Test
  void forgetsAll() {
    LongStream.rangeClosed(1, 1_500).forEach(this::add);

    assertThat(host.clear()).isEqualTo(1_500);
    assertThat(takeAll()).isEmpty();
  }

  private void add(long id) {
    stored.put(id, record(id));
    host.add(record(id));
  }

  private void addLateStored(long id) {
    stored.put(id, record(id));
    addLate(id);
  }

  /// Something happens while the store is read, which begins at once and takes a second.
  private List<Long> takeAllWhile(Runnable something) {
    List<Long> taken = new ArrayList<>();
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn(() -> takeInto(taken));
                      Async.sleep(Duration.ofMillis(500));
                      something.run();
                    }));
    return taken;
  }

  private void addLate(long id) {
    host.addLate(record(id));
  }

  private static UrlRecord record(long id) {
    return new UrlRecord(id, "http://site.test/" + id, 1, Kind.PAGE, 0, 0, UrlState.PENDING, 0, 0);
  }

  private List<Long> takeAll() {
    List<Long> taken = new ArrayList<>();
    EventLoop.builder().clock(new VirtualClock()).run(() -> takeInto(taken));
    return taken;
  }

  private void takeInto(List<Long> taken) {
    for (UrlRecord next; (next = host.take(this::read)) != null; ) {
      taken.add(next.id());
      stored.remove(next.id());
    }
  }

  private List<UrlRecord> read(Host of, long after, int most) {
    reads++;
    List<UrlRecord> next = stored.tailMap(after, false).values().stream().limit(most).toList();
    Async.sleep(Duration.ofSeconds(1));
    return next;
  }
}
