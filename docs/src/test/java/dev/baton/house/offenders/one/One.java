package dev.baton.house.offenders.one;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.two.Two;

@Breaks({Rule.NO_CYCLES})
public final class One {
  Two two;
}
