package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;

@Breaks({Rule.CLI_ALONE_EXITS})
public final class Exits {
  static void end() {
    System.exit(1);
  }
}
