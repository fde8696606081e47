package dev.baton.house.offenders.feed;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.feed.serve.Server;

@Breaks({Rule.A_ROOT_USES_NO_ADAPTER})
public final class UsesServer {
  Server server;
}
