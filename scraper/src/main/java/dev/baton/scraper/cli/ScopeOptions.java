package dev.baton.scraper.cli;

import dev.baton.scraper.job.ScopeSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Which pages are crawled.
final class ScopeOptions {
  @ArgGroup(exclusive = false, heading = "%nWhich pages:%n")
  private Group group = new Group();

  private static final class Group {
    @Option(
        names = "--scope",
        paramLabel = "host|prefix|domain",
        description =
            "the hosts of the starts, their folders, or their registered domains (default: host)")
    private ScopeSettings.Kind scope = ScopeSettings.Kind.HOST;

    @Option(
        names = "--also-host",
        paramLabel = "HOST",
        description = "also this host, such as h2.test, h2.test:81 or *.h.test; may be repeated")
    private List<String> also = new ArrayList<>();

    @Option(
        names = "--include",
        paramLabel = "RE",
        description = "only URLs with a match of this pattern (RE2), or of another --include")
    private List<String> include = new ArrayList<>();

    @Option(
        names = "--exclude",
        paramLabel = "RE",
        description = "no URL with a match of this pattern; may be repeated")
    private List<String> exclude = new ArrayList<>();
  }

  /// @throws IllegalArgumentException if two contradict each other
  ScopeSettings scope() {
    return new ScopeSettings(group.scope, group.also, group.include, group.exclude);
  }
}
