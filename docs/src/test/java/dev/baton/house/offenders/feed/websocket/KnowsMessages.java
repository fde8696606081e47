package dev.baton.house.offenders.feed.websocket;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.feed.protocol.Message;

@Breaks(Rule.WEBSOCKET_KNOWS_NOTHING_OF_THE_FEED)
public class KnowsMessages {
  public final Message message = null;
}
