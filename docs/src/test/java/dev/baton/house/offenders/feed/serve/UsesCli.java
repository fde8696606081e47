package dev.baton.house.offenders.feed.serve;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import dev.baton.house.offenders.scraper.cli.Main;

@Breaks({Rule.NOBODY_USES_CLI})
public final class UsesCli {
  Main main;
}
