package dev.baton.house.offenders.sync;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;

@Breaks({Rule.FEW_PACKAGES_USE_THE_STANDARD_STREAMS})
public final class PrintsInPrimitives {
  static void print() {
    System.out.println("!");
  }
}
