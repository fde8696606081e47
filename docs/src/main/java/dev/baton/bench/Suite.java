package dev.baton.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// One benchmark of `./run bench`.
///
/// @param name the first word of its command line
/// @param usage how it is called, for the help: whole lines
public record Suite(String name, String usage, Parser parser) {
  private static final int WIDTH = 80;

  /// Reads a command line; measures nothing.
  public interface Parser {
    /// @param arguments those after the name
    /// @throws IllegalArgumentException with a message for the user
    Order parse(String... arguments);
  }

  /// What a command line asks for.
  ///
  /// @param file the Markdown file into which the results go as well; null: none
  /// @param sections to be measured one after the other
  public record Order(Path file, List<Section> sections) {
    /// One that is a single section.
    ///
    /// @param place of the section
    public Order(String place, Path file, Callable<String> measurement) {
      this(file, List.of(new Section(place, measurement)));
    }
  }

  /// What is measured at once, and has a place of its own in the Markdown file.
  ///
  /// @param place as [MarkedFile] knows it
  /// @param measurement gives the result as text
  public record Section(String place, Callable<String> measurement) {}

  /// A benchmark that has no option but `--write`.
  public static Suite plain(String name, String what, Callable<String> measurement) {
    String usage =
        "%s: %s\n      --write FILE    puts the table into this Markdown file as well\n"
            .formatted(name, what);
    return new Suite(name, usage, arguments -> new Order(name, onlyWrite(arguments), measurement));
  }

  /// Names that an option takes, as lines of a help text that are not too long.
  public static String names(List<String> names) {
    StringBuilder lines = new StringBuilder();
    int room = 0;
    for (String name : names) {
      if (name.length() >= room) {
        lines.append(lines.isEmpty() ? "" : "\n").append(" ".repeat(23));
        room = WIDTH - 23;
      }
      lines.append(' ').append(name);
      room -= name.length() + 1;
    }
    return lines.toString();
  }

  private static Path onlyWrite(String... arguments) {
    if (arguments.length == 0) {
      return null;
    }
    if (arguments.length == 2 && arguments[0].equals("--write")) {
      return Path.of(arguments[1]);
    }
    throw new IllegalArgumentException("the only option here is --write FILE");
  }
}
