package dev.baton.house.offenders.scraper;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.scraper.output.Writer;

@Breaks({Rule.A_ROOT_USES_NO_ADAPTER})
public final class UsesAdapter {
  Writer writer;
}
