package dev.baton.jobs.cli;

import dev.baton.program.Exit;
import java.util.Map;

/// How the program ends.
final class Exits {
  static final Exit OK = Exit.OK.meaning("it worked");
  static final Exit UNWRITTEN = Exit.DONE_BUT.meaning("it worked, but the output is lost");
  static final Exit STORE = Exit.own(3, "the store cannot be used");
  static final Exit REFUSED = Exit.own(4, "a job was refused");
  static final Exit INTERRUPTED = Exit.INTERRUPTED.meaning("stopped by Ctrl-C; nothing is lost");

  private Exits() {}

  static Map<String, String> table() {
    return Exit.table(OK, UNWRITTEN, STORE, REFUSED, INTERRUPTED);
  }
}
