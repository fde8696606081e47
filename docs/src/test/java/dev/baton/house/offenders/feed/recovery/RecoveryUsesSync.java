package dev.baton.house.offenders.feed.recovery;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.sync.PrintsInPrimitives;

@Breaks({Rule.RECOVERY_STANDS_ON_PROTOCOL})
public final class RecoveryUsesSync {
  PrintsInPrimitives other;
}
