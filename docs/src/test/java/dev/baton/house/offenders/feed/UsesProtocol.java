package dev.baton.house.offenders.feed;

import dev.baton.house.offenders.feed.protocol.Message;

public final class UsesProtocol {
  Message message;
  int number;
}
