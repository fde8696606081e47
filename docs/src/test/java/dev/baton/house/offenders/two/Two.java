package dev.baton.house.offenders.two;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.one.One;

@Breaks({Rule.NO_CYCLES})
public final class Two {
  One one;
}
