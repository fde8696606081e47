package dev.baton.feed.serve;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The blocks of `docs/feed-protocol.md`.
final class ProtocolPage {
  private static final Path FILE = Path.of("../docs/feed-protocol.md");
  private static final String FENCE = "```";

  /// @param heading above it
  record Block(String language, String heading, List<String> lines) {
    String text() {
      return lines.stream().collect(joining("\n", "", "\n"));
    }
  }

  private ProtocolPage() {}

  /// In order.
  static List<Block> blocks(String language) throws IOException {
    List<Block> blocks = new ArrayList<>();
    String heading = "";
    Block open = null;
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith(FENCE) && open == null) {
        open = new Block(line.substring(FENCE.length()), heading, new ArrayList<>());
      } else if (line.startsWith(FENCE)) {
        blocks.add(open);
        open = null;
      } else if (open != null) {
        open.lines().add(line);
      } else if (line.startsWith("#")) {
        heading = line.replaceFirst("#+ ", "");
      }
    }
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }
}
