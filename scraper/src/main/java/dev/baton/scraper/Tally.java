package dev.baton.scraper;

/// How many pages there were, by how their visits ended.
public final class Tally {
  private int ok;
  private int redirects;
  private int empty;
  private int broken;
  private int failed;

  void add(Page page) {
    switch (page.answer()) {
      case Answer.Html _, Answer.NotHtml _, Answer.Bytes _ -> ok++;
      case Answer.Redirect _ -> redirects++;
      case Answer.StatusOnly answer when answer.status() >= 400 -> broken++;
      case Answer.StatusOnly _ -> empty++;
      case Answer.Failed _ -> failed++;
    }
  }

  public int pages() {
    return ok + redirects + empty + broken + failed;
  }

  /// What they came to; kinds that did not occur are left out.
  public String text() {
    StringBuilder text = new StringBuilder(ok + " ok");
    append(text, redirects, redirects == 1 ? "redirect" : "redirects");
    append(text, empty, "without a page");
    append(text, broken, "with an error status");
    append(text, failed, "failed");
    return text.toString();
  }

  private static void append(StringBuilder text, int count, String kind) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(kind);
    }
  }
}
