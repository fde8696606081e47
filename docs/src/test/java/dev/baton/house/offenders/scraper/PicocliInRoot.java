package dev.baton.house.offenders.scraper;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import picocli.CommandLine;

@Breaks({Rule.CLI_ALONE_USES_PICOCLI, Rule.A_ROOT_USES_NO_LIBRARY})
public final class PicocliInRoot {
  CommandLine commandLine;
}
