package dev.baton.feed.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One file of a recording: `feed-00000012-20261129T130512Z.ndjson`. The number orders them; the
/// time, at which it was begun, is for people.
record Segment(long number, Path file) {
  /// Beyond it the names would not sort any more.
  static final long LAST = 99_999_999;

  private static final Pattern NAME = Pattern.compile("feed-(\\d{8})-\\d{8}T\\d{6}Z\\.ndjson");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /// The one with this number, begun now.
  static Segment begun(Path folder, long number, Instant now) throws IOException {
    if (number > LAST) {
      throw new IOException("it has %,d files, and can have no more".formatted(LAST));
    }
    return new Segment(
        number, folder.resolve("feed-%08d-%s.ndjson".formatted(number, TIME.format(now))));
  }

  /// Those of a recording, in order. What else is in the folder does not count.
  static List<Segment> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> of(file).stream())
          .sorted(Comparator.comparingLong(Segment::number).thenComparing(Segment::file))
          .toList();
    }
  }

  private static Optional<Segment> of(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(new Segment(Long.parseLong(name.group(1)), file))
        : Optional.empty();
  }

  String name() {
    return file.getFileName().toString();
  }
}
