package dev.baton.house.offenders.scraper.output;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import java.util.function.IntConsumer;

@Breaks({Rule.CLI_ALONE_EXITS})
public final class ExitsByReference {
  static IntConsumer end() {
    return System::exit;
  }
}
