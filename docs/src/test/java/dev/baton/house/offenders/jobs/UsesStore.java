package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.jobs.sqlite.Store;

@Breaks({Rule.A_ROOT_USES_NO_ADAPTER})
public final class UsesStore {
  Store[] stores;
}
