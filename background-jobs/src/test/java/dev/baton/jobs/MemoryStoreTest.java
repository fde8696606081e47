package dev.baton.jobs;

import dev.baton.Action;

/// What stands in for the store in tests must keep its promises.
final class MemoryStoreTest extends JobStoreContract {
  @Override
  protected void withStore(Action<Exception> test) throws Exception {
    MemoryStore memory = new MemoryStore(clock);
    store = memory;
    queries = memory;
    test.run();
  }
}
