package dev.baton.scraper;

import java.util.List;

/// A page as it is written, whatever the format is.
///
/// @param url what was asked for
/// @param status of the answer; 0 if none came
/// @param title null if it has none or was not parsed
/// @param links where it leads, each once; a redirect's one link is its target
/// @param millis from the request to the end of the answer
/// @param error why there is no page, or only a part of it; null if all is well
/// @param depth how many links lead to it from a start
/// @param usage what its site and itself say of its use; null if nothing
/// @param type what came if it is no page, such as `image/png`; [#UNKNOWN] if the server does not
///   say; null for pages, and where nothing came
public record PageRow(
    String url,
    int status,
    String title,
    List<String> links,
    long millis,
    String error,
    int depth,
    String usage,
    String type) {
  /// The type of what is no page, and the server has not said what.
  public static final String UNKNOWN = "unknown";

  /// What is written of a page.
  public static PageRow of(Page page) {
    Answer answer = page.answer();
    return new PageRow(
        page.url().toString(),
        answer.status(),
        answer.title(),
        answer.links().stream().map(link -> link.url().toString()).toList(),
        page.took().toMillis(),
        answer.error(),
        page.depth(),
        page.usage(),
        type(answer));
  }

  private static String type(Answer answer) {
    if (!(answer instanceof Answer.NotHtml file)) {
      return null;
    }
    return file.type().isEmpty() ? UNKNOWN : file.type();
  }
}
