package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.report.CrawlFigures.Job;

/// The commands that go on with the job.
record GoOn(Job job, boolean isDone) implements Part {
  @Override
  public String id() {
    return "go-on";
  }

  @Override
  public String title() {
    return "How to go on";
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void write(Markup page) {
    String folder = quoted(job.folder());
    page.open("dl", "class", "commands").newLine();
    if (!isDone) {
      command(page, "go on where it stopped", "resume " + folder);
    }
    command(page, "why a URL is there, or is not", "explain URL --job " + folder);
    if (job.pages() != PageFormat.STDOUT) {
      command(page, "the pages in another format", "export " + folder + " --format csv");
    }
    command(page, "how politely each host was asked", "stats " + folder + " --polite");
    page.close().newLine();
  }

  private void command(Markup page, String what, String command) {
    page.element("dt", what).open("dd").open("code");
    OptionNames.write(page, job.program() + " " + command);
    page.close().close().newLine();
  }

  /// As a shell reads it.
  private static String quoted(String folder) {
    return folder.matches("[\\w./+:@%-]+") ? folder : "'" + folder.replace("'", "'\\''") + "'";
  }
}
