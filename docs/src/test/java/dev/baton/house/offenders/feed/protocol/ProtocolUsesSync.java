package dev.baton.house.offenders.feed.protocol;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.sync.PrintsInPrimitives;

@Breaks({Rule.PROTOCOL_STANDS_ALONE})
public final class ProtocolUsesSync {
  PrintsInPrimitives other;
}
