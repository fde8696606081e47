package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends CrawlStoreContract {
  @Override
  protected CrawlStore create() {
    return new MemoryStore();
  }

  @Override
  protected CrawlStore reopen(CrawlStore earlier) {
    return ((MemoryStore) earlier).killed();
  }

  @Override
  protected void close(CrawlStore open) {}

  @Test
  void whatIsBeingCommittedWhenTheCrawlIsKilledIsGone() throws Exception {
    Change found =
        new Change.Found(
            new UrlRecord(
                1, "http://a.example/", 1, UrlRecord.Kind.PAGE, 0, 0, UrlState.PENDING, 0, 0),
            0,
            null);
    MemoryStore store = new MemoryStore(Duration.ofMillis(10));
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> commit =
                  Async.spawn(() -> store.commit(List.of(found), new Ends(100, 10)));
              Async.sleep(Duration.ofMillis(5));
              MemoryStore left = store.killed();

              assertThatThrownBy(commit::await).isInstanceOf(StoreException.class);
              assertThat(left.entries()).isEmpty();
              assertThat(left.ends()).isEqualTo(new Ends(0, 0));
            });
  }
}
