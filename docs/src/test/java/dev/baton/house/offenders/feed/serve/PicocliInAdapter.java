package dev.baton.house.offenders.feed.serve;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import picocli.CommandLine;

@Breaks({Rule.CLI_ALONE_USES_PICOCLI})
public final class PicocliInAdapter {
  CommandLine.Option option() {
    return null;
  }
}
