package dev.baton.scraper;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The files of a job in memory: a page has one byte, and so has a request.
public final class MemoryFiles implements JobFiles {
  public final List<Page> pages = new ArrayList<>();
  public final List<RequestRecord> requests = new ArrayList<>();

  private final Duration appendTakes;
  private final int failing;
  private int groups;

  public MemoryFiles() {
    this(Duration.ZERO);
  }

  public MemoryFiles(Duration appendTakes) {
    this(appendTakes, 0);
  }

  /// @param failing which call fails, from 1; 0: none
  public MemoryFiles(Duration appendTakes, int failing) {
    this.appendTakes = appendTakes;
    this.failing = failing;
  }

  /// What the next process finds, cut back to what is certain.
  public MemoryFiles recovered(Ends ends) {
    MemoryFiles left = new MemoryFiles(appendTakes);
    left.pages.addAll(pages.subList(0, (int) ends.pages()));
    left.requests.addAll(requests.subList(0, (int) ends.requests()));
    return left;
  }

  @Override
  @Suspends
  public long[] append(List<Page> newPages, List<RequestRecord> newRequests)
      throws CannotWriteException {
    Async.sleep(appendTakes);
    if (++groups == failing) {
      throw new CannotWriteException("pages", new IOException("the disk is full"));
    }
    long[] ends = new long[newPages.size()];
    for (int i = 0; i < ends.length; i++) {
      pages.add(newPages.get(i));
      ends[i] = pages.size();
    }
    requests.addAll(newRequests);
    return ends;
  }

  @Override
  public long bytes() {
    return pages.size();
  }

  @Override
  public Ends ends() {
    return new Ends(pages.size(), requests.size());
  }
}
