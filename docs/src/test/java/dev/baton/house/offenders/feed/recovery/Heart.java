package dev.baton.house.offenders.feed.recovery;

import dev.baton.house.offenders.feed.protocol.Message;

public final class Heart {
  Message message;
}
