package dev.baton.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The source around the lines at which tasks wait, as far as it lies in a Maven project below the
/// working directory.
final class Sources {
  /// Nothing that leads out of the folder.
  private static final Pattern LINE =
      Pattern.compile("((?:[\\p{L}\\p{N}_$]+/)*[\\p{L}\\p{N}_$]+\\.java):(\\d{1,6})");

  private static final List<String> ROOTS = List.of("", "src/main/java", "src/test/java");
  private static final int AROUND = 4;
  private static final int MOST_LINES = 5_000;
  private static final int LONGEST = 160;
  private static final long LARGEST = 1_000_000;

  private final List<Path> roots;
  private final Map<String, List<String>> files = new LinkedHashMap<>();

  /// By file and number.
  private final Map<String, Map<String, String>> found = new TreeMap<>();

  private int lines;

  private Sources(Path folder) {
    this.roots = roots(folder);
  }

  static Map<String, Map<String, String>> of(List<Timeline> timelines) {
    return of(timelines, Path.of(""));
  }

  static Map<String, Map<String, String>> of(List<Timeline> timelines, Path folder) {
    Sources sources = new Sources(folder);
    timelines.stream()
        .flatMap(timeline -> timeline.trace().events().stream())
        .map(TraceEvent::at)
        .distinct()
        .forEach(sources::add);
    return sources.found;
  }

  /// The project's, and those of its modules.
  private static List<Path> roots(Path folder) {
    List<Path> all = new ArrayList<>();
    ROOTS.forEach(root -> all.add(folder.resolve(root)));
    try (Stream<Path> modules = Files.list(folder.toAbsolutePath())) {
      modules
          .sorted()
          .limit(100)
          .forEach(module -> ROOTS.stream().skip(1).map(module::resolve).forEach(all::add));
    } catch (IOException unreadable) {
      return all;
    }
    return all;
  }

  private void add(String at) {
    Matcher line = LINE.matcher(at);
    if (!line.matches()) {
      return;
    }
    List<String> file = files.computeIfAbsent(line.group(1), this::read);
    int number = Integer.parseInt(line.group(2));
    for (int i = Math.max(1, number - AROUND); i <= Math.min(file.size(), number + AROUND); i++) {
      if (lines++ < MOST_LINES) {
        String text =
            Texts.shortened(Texts.visible(file.get(i - 1).replace("\t", "    ")), LONGEST);
        found.computeIfAbsent(line.group(1), _ -> new TreeMap<>()).put(String.valueOf(i), text);
      }
    }
  }

  private List<String> read(String name) {
    Optional<Path> file =
        roots.stream().map(root -> root.resolve(name)).filter(Files::isRegularFile).findFirst();
    try {
      boolean small = file.isPresent() && Files.size(file.get()) <= LARGEST;
      return small ? Files.readAllLines(file.get(), UTF_8) : List.of();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
