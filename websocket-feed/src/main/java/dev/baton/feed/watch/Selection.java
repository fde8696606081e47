package dev.baton.feed.watch;

import dev.baton.feed.protocol.ChannelPattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The channels that somebody wants: names, or beginnings of names such as `host.*`; all if nothing
/// is named. What a beginning stands for is found in each welcome of the server, so this works with
/// every server, and with channels that come later.
///
/// @param patterns as they were typed
/// @param alerts whose channels are wanted in any case
public record Selection(List<String> patterns, List<Alert> alerts) {
  /// Every channel.
  public static final Selection ALL = new Selection(List.of(), List.of());

  /// @throws IllegalArgumentException if a pattern cannot be one
  public Selection {
    patterns = List.copyOf(patterns);
    alerts = List.copyOf(alerts);
    for (String pattern : patterns) {
      if (!ChannelPattern.isValid(pattern)) {
        throw new IllegalArgumentException(
            "a channel must be a name such as host.cpu, or host.* for all that begin so, got "
                + pattern);
      }
    }
  }

  /// Those of the published channels that are wanted, in the order in which they are published.
  List<String> choose(List<String> published) {
    return published.stream().filter(this::wants).toList();
  }

  /// Whether this channel is wanted.
  public boolean wants(String channel) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> new ChannelPattern(pattern).matches(channel))
        || alerts.stream().anyMatch(alert -> alert.isOf(channel));
  }

  /// Says what is wanted and not there; empty if all is.
  ///
  /// @param where it is not, such as `the server`
  public Optional<String> missing(String where, Collection<String> published) {
    Stream<String> channels =
        patterns.stream()
            .filter(pattern -> absent(published, new ChannelPattern(pattern)::matches));
    Stream<String> ofAlerts =
        alerts.stream().filter(alert -> absent(published, alert::isOf)).map(Alert::channel);
    return Stream.concat(channels, ofAlerts)
        .findFirst()
        .map(wanted -> sentence(where, wanted, published));
  }

  private static boolean absent(Collection<String> published, Predicate<String> wanted) {
    return published.stream().noneMatch(wanted);
  }

  private static String sentence(String where, String wanted, Collection<String> published) {
    String meant = Similar.to(wanted, published).map("; did you mean %s?"::formatted).orElse(";");
    return "%s has no channel %s%s it has %s"
        .formatted(where, wanted, meant, String.join(", ", published));
  }
}
