package dev.baton.scraper.robots;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import dev.baton.scraper.robots.RobotsLine.Name;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the pages of a site may be used for: the lines `Content-Signal: ai-train=no`
/// (contentsignals.org) and `Content-Usage: /path train-ai=n` (draft-ietf-aipref-attach, section
/// 3).
///
/// The path is optional in both, as both spellings are in use. The most specific path applies, of
/// each kind; two lines with the same path apply together.
record UsageRules(List<Usage> rules) {
  private record Usage(Name name, PathPattern path, String preferences) {
    static Usage of(RobotsLine line) {
      String value = line.value();
      int blank = endOfPath(value);
      PathPattern path = PathPattern.of(value.substring(0, blank));
      return new Usage(line.name(), path, value.substring(blank).strip());
    }

    private static int endOfPath(String value) {
      if (!value.startsWith("/") && !value.startsWith("*")) {
        return 0;
      }
      int end = 0;
      while (end < value.length() && !Character.isWhitespace(value.charAt(end))) {
        end++;
      }
      return end;
    }
  }

  static UsageRules of(List<RobotsLine> lines) {
    return new UsageRules(
        lines.stream()
            .filter(line -> isUsage(line.name()))
            .map(Usage::of)
            .filter(usage -> !usage.preferences().isEmpty())
            .sorted(comparingInt((Usage usage) -> usage.path().octets()).reversed())
            .toList());
  }

  private static boolean isUsage(Name name) {
    return name == Name.CONTENT_SIGNAL || name == Name.CONTENT_USAGE;
  }

  /// What applies to a path, such as `Content-Signal: search=yes, ai-train=no`.
  Optional<String> of(UrlPath path) {
    String text =
        Stream.of(
                text("Content-Signal: ", Name.CONTENT_SIGNAL, path),
                text("Content-Usage: ", Name.CONTENT_USAGE, path))
            .filter(part -> !part.isEmpty())
            .collect(joining("; "));
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private String text(String label, Name name, UrlPath path) {
    List<Usage> matching =
        rules.stream().filter(usage -> usage.name() == name && usage.path().matches(path)).toList();
    if (matching.isEmpty()) {
      return "";
    }
    int octets = matching.getFirst().path().octets();
    return matching.stream()
        .takeWhile(usage -> usage.path().octets() == octets)
        .map(Usage::preferences)
        .distinct()
        .collect(joining(", ", label, ""));
  }
}
