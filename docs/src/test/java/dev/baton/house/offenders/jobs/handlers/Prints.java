package dev.baton.house.offenders.jobs.handlers;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;

@Breaks({Rule.CLI_ALONE_USES_THE_STANDARD_STREAMS})
public final class Prints {
  static void print() {
    System.err.println("!");
  }
}
