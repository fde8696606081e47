package dev.baton.house.offenders.feed;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;

@Breaks({Rule.CLI_ALONE_USES_THE_STANDARD_STREAMS})
public final class AsksForTheConsole {
  static boolean ask() {
    return System.console() == null;
  }
}
