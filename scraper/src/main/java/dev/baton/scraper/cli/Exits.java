package dev.baton.scraper.cli;

import dev.baton.program.Exit;
import java.util.Map;

/// How a crawl ends.
final class Exits {
  static final Exit OK =
      Exit.OK.meaning("all is well (single pages may have failed: see their \"error\")");
  static final Exit NO_START_PAGE = Exit.DONE_BUT.meaning("the start page could not be fetched");
  static final Exit CANNOT_WRITE = Exit.own(3, "the output could not be written");
  static final Exit INTERRUPTED =
      Exit.INTERRUPTED.meaning("stopped by Ctrl-C; the pages that were done are written");

  private Exits() {}

  static Map<String, String> table() {
    return Exit.table(OK, NO_START_PAGE, CANNOT_WRITE, INTERRUPTED);
  }
}
