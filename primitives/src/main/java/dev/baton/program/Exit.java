package dev.baton.program;

import java.util.Map;
import java.util.TreeMap;

/// How a program ends: its exit code, and what that means.
///
/// | code | is |
/// |---|---|
/// | 0 | [#OK]: all is well, or whoever read the output has gone |
/// | 1 | [#DONE_BUT]: done, but something is missing |
/// | 2 | [#USAGE]: the command line is wrong |
/// | 3 to 69 | the program's own: [#own] |
/// | 70 | [#BUG]: a bug in the program; `sysexits.h` calls it `EX_SOFTWARE` |
/// | 130, 143 | [#INTERRUPTED], [#TERMINATED]: 128 and the number of the signal, as shells report it |
///
/// A program says in its own words what a code means in it, and shows all of them in its help:
///
/// ```java
/// static final Exit LOSS = Exit.DONE_BUT.meaning("the readings asked for came, with holes");
/// static final Exit NO_NETWORK = Exit.own(3, "the server cannot be reached");
/// static final Map<String, String> HELP = Exit.table(LOSS, NO_NETWORK);
/// ```
///
/// @param code what the process ends with
/// @param meaning for people: part of a sentence
public record Exit(int code, String meaning) {
  /// All is well. Also the end of a program whose reader has gone, as in `... | head`: whoever
  /// asked for 10 lines got them, and a script with `set -o pipefail` goes on. (Programs in C end
  /// with SIGPIPE there, which the JVM ignores.)
  public static final Exit OK = new Exit(0, "all is well");

  /// Done, but something is missing or failed on the way.
  public static final Exit DONE_BUT = new Exit(1, "done, but not all is well");

  /// The command line is wrong.
  public static final Exit USAGE = new Exit(2, "the command line is wrong");

  /// The program failed in a way that it should not.
  public static final Exit BUG = new Exit(70, "a bug in this program");

  /// Stopped by Ctrl-C.
  public static final Exit INTERRUPTED = new Exit(130, "stopped by Ctrl-C");

  /// Stopped by SIGTERM. The JVM ends with it, see [Program].
  public static final Exit TERMINATED = new Exit(143, "the same by SIGTERM");

  private static final int FIRST_OWN = 3;
  private static final int LAST_OWN = 69;

  /// @throws IllegalArgumentException if the code is none of the table
  public Exit {
    if (!isCommon(code) && (code < FIRST_OWN || code > LAST_OWN)) {
      throw new IllegalArgumentException(
          "an exit code must be 0, 1, 2, 70, 130, 143, or 3 to 69 for a program's own, got "
              + code);
    }
  }

  private static boolean isCommon(int code) {
    return switch (code) {
      case 0, 1, 2, 70, 130, 143 -> true;
      default -> false;
    };
  }

  /// An end that only this program knows.
  ///
  /// @param code 3 to 69
  public static Exit own(int code, String meaning) {
    return new Exit(
        Limits.require("a program's own exit code", code, FIRST_OWN, LAST_OWN), meaning);
  }

  /// The same code with what it means in this program.
  public Exit meaning(String inThisProgram) {
    return new Exit(code, inThisProgram);
  }

  /// The list for a help text, by code: these, and the four that every program has ([#USAGE],
  /// [#BUG], [#INTERRUPTED], [#TERMINATED]) in their usual words where they are not among these.
  ///
  /// @return from the code, three characters wide, to its meaning
  /// @throws IllegalArgumentException if a code has two meanings
  public static Map<String, String> table(Exit... exits) {
    Map<String, String> table = new TreeMap<>(); // blanks come before digits: by number
    for (Exit exit : exits) {
      if (table.put(exit.key(), exit.meaning) != null) {
        throw new IllegalArgumentException("exit code " + exit.code + " has two meanings");
      }
    }
    for (Exit usual : new Exit[] {USAGE, BUG, INTERRUPTED, TERMINATED}) {
      table.putIfAbsent(usual.key(), usual.meaning);
    }
    return table;
  }

  private String key() {
    return " ".repeat(3 - String.valueOf(code).length()) + code;
  }
}
