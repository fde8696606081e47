package dev.baton.house.offenders.jobs.sqlite;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;

@Breaks({Rule.CLI_ALONE_EXITS})
public final class Halts {
  static void end() {
    Runtime.getRuntime().halt(1);
  }
}
