package dev.baton.scraper.cli;

import dev.baton.program.Exit;
import java.util.Map;

/// How a crawl ends.
final class Exits {
  static final Exit OK =
      Exit.OK.meaning("all is well (single pages may have failed; a limit of yours is no error)");
  static final Exit NO_START_PAGE =
      Exit.DONE_BUT.meaning("done, but a start page could not be fetched");
  static final Exit FORBIDDEN = Exit.DONE_BUT.meaning("robots.txt forbids it");
  static final Exit EARLY = Exit.DONE_BUT.meaning("a request was sent too early");
  static final Exit NOT_AS_EXPECTED = Exit.DONE_BUT.meaning("something became what it should not");
  static final Exit CANNOT_WRITE =
      Exit.own(3, "the job's folder or the output cannot be written or read");
  static final Exit INTERRUPTED = Exit.INTERRUPTED.meaning("stopped by Ctrl-C; resume goes on");

  private Exits() {}

  /// Of the commands that crawl.
  static Map<String, String> ofCrawl() {
    return Exit.table(OK, NO_START_PAGE, CANNOT_WRITE, INTERRUPTED);
  }

  /// Of the commands that look at a job.
  static Map<String, String> ofLook() {
    return Exit.table(Exit.OK, CANNOT_WRITE);
  }

  static Map<String, String> ofDemo() {
    return Exit.table(
        Exit.OK.meaning("everything became what it should"),
        NOT_AS_EXPECTED,
        CANNOT_WRITE,
        INTERRUPTED.meaning("stopped by Ctrl-C"));
  }

  static Map<String, String> ofRobots() {
    return Exit.table(Exit.OK.meaning("it is allowed"), FORBIDDEN, CANNOT_WRITE);
  }

  static Map<String, String> ofStats() {
    return Exit.table(Exit.OK, EARLY, CANNOT_WRITE);
  }
}
