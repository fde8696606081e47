package dev.baton.house.offenders.scraper.fetch;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import java.util.function.Consumer;

@Breaks({Rule.CLI_ALONE_USES_THE_STANDARD_STREAMS})
public final class PrintsByReference {
  static Consumer<Object> print() {
    return IO::println;
  }
}
