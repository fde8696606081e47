package dev.baton.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A page with the picture, and a script that steps through it. It needs nothing but itself, and
/// tells the browser to load nothing else.
final class Page {
  /// So many events tell of the steps that are drawn.
  private static final int MOST_EVENTS = 40_000;

  private Page() {}

  /// @param notes sentences under the picture, before the advice
  /// @param marked the step that is to be marked in all timelines, -1 for none
  /// @param together whether all timelines are stepped through at once, to be compared
  static String of(
      String title, List<Timeline> timelines, List<String> notes, int marked, boolean together) {
    Picture picture = new Picture(title, timelines, List.of(), marked);
    String style = Resources.text("page.css");
    String script = Resources.text("page.js");
    String drawn = picture.draw();
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head").newLine();
    page.empty("meta", "charset", "utf-8").newLine();
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script))
        .newLine();
    page.empty("meta", "name", "viewport", "content", "width=device-width").newLine();
    page.element("title", title).open("style").raw(style).close().newLine();
    page.close().open("body").newLine();
    controls(page);
    page.open("main").open("div", "id", "picture").newLine().raw(drawn).close().newLine();
    page.open("section", "id", "printed", "aria-label", "what was printed")
        .element("h2", "Printed")
        .open("div", "id", "lines")
        .close()
        .close()
        .close()
        .newLine();
    page.open("section", "id", "now", "aria-live", "polite").close().newLine();
    advice(page, timelines, notes);
    page.element("div", "", "id", "tip", "role", "tooltip", "hidden", "");
    page.open("script", "type", "application/json", "id", "data")
        .raw(data(picture, timelines, Math.max(0, marked), together))
        .close()
        .newLine();
    return page.open("script").raw(script).close().close().close().newLine().toString();
  }

  private static void controls(Markup page) {
    page.open("nav");
    button(page, "back", "◀", "one step back (left arrow key)");
    button(page, "play", "▶▶", "play, pause (space)");
    button(page, "next", "▶", "one step on (right arrow key)");
    page.element("span", "", "id", "place")
        .element("button", "steps", "id", "steps", "type", "button", "aria-pressed", "true")
        .element("button", "time", "id", "time", "type", "button", "aria-pressed", "false")
        .element("span", "← → step, space plays; point at anything to read it", "class", "hint")
        .close()
        .newLine();
  }

  private static void button(Markup page, String id, String sign, String title) {
    page.element("button", sign, "id", id, "type", "button", "title", title, "aria-label", title);
  }

  private static void advice(Markup page, List<Timeline> timelines, List<String> notes) {
    page.open("section", "id", "advice");
    notes.forEach(note -> page.element("p", note));
    for (int part = 0; part < timelines.size(); part++) {
      for (Advice advice : Advice.on(timelines.get(part))) {
        page.element(
            "button",
            Notes.text(timelines, part, advice),
            "type",
            "button",
            "data-part",
            part,
            "data-step",
            advice.step());
      }
    }
    page.close().newLine();
  }

  /// Only these two texts may be obeyed; nothing may be loaded from anywhere.
  private static String policy(String style, String script) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
        + hash(style)
        + " "
        + hash(Resources.text("picture.css"))
        + "; script-src "
        + hash(script);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static String data(
      Picture picture, List<Timeline> timelines, int first, boolean together) {
    int share = MOST_EVENTS / Math.max(1, timelines.size());
    Map<String, Object> data = new HashMap<>();
    data.put("left", picture.scale().left());
    data.put("column", picture.scale().column());
    data.put("first", first);
    data.put("together", together);
    data.put("parts", timelines.stream().map(timeline -> part(timeline, share)).toList());
    return Json.of(data);
  }

  private static Map<String, Object> part(Timeline timeline, int mostEvents) {
    List<Object> events = new ArrayList<>();
    for (TraceEvent event : timeline.trace().events().stream().limit(mostEvents).toList()) {
      events.add(
          List.of(event.kind().name(), event.task(), event.other(), event.text(), event.at()));
    }
    List<TracedTask> tasks = timeline.trace().tasks();
    return Map.of(
        "heading", timeline.trace().heading(),
        "begins", timeline.steps(),
        "tasks", tasks.stream().limit(mostEvents).map(TracedTask::name).toList(),
        "events", events);
  }
}
