package dev.baton.trace;

import dev.baton.html.ContentPolicy;
import dev.baton.html.Markup;
import dev.baton.trace.Legend.Arrows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A page with the picture, and a script that steps through it. It needs nothing but itself, and
/// tells the browser to load nothing else.
final class Page {
  /// Of the events that say what the drawn steps do, besides moving tasks, so many are told.
  private static final int MOST_ACTIONS = 40_000;

  private Page() {}

  /// @param notes sentences under the picture, before the advice
  /// @param marked the step that is to be marked in all timelines, -1 for none
  /// @param together whether all timelines are stepped through at once, to be compared
  static String of(
      String title, List<Timeline> timelines, List<String> notes, int marked, boolean together) {
    Picture picture = new Picture(title, timelines, List.of(), marked);
    String style = Resources.text("page.css");
    String script = script();
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en");
    head(page, title, style, script);
    page.open("body").newLine();
    controls(page);
    page.element("h1", title).element("p", picture.subtitle(), "class", "sub").newLine();
    page.open("main").newLine();
    page.open("div", "id", "picture", "role", "region", "tabindex", 0, "aria-label", "the run");
    page.newLine().raw(picture.drawBare()).close().newLine();
    legend(page, new Legend(timelines, picture.isMany() ? Arrows.SOME : Arrows.ALL));
    advice(page, timelines, notes);
    beside(page);
    page.close().newLine();
    page.element("div", "", "id", "tip", "role", "tooltip", "hidden", "");
    page.open("script", "type", "application/json", "id", "data")
        .raw(data(picture, timelines, Math.max(0, marked), together))
        .close()
        .newLine();
    return page.open("script").raw(script).close().close().close().newLine().toString();
  }

  private static void head(Markup page, String title, String style, String script) {
    page.open("head").newLine();
    page.empty("meta", "charset", "utf-8").newLine();
    String policy =
        ContentPolicy.of(List.of(style, Resources.text("picture.css")), List.of(script));
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).newLine();
    page.empty("meta", "name", "viewport", "content", "width=device-width").newLine();
    page.element("title", title).open("style").raw(style).close().newLine();
    page.close();
  }

  /// What the script fills: the step, what was printed, the source.
  private static void beside(Markup page) {
    page.open("aside");
    page.element("section", "", "id", "now", "aria-live", "polite", "aria-label", "this step");
    page.open("section", "id", "printed", "aria-label", "what was printed")
        .element("h2", "Printed")
        .element("div", "", "id", "lines")
        .close();
    page.element("section", "", "id", "source", "aria-label", "source", "hidden", "");
    page.close();
  }

  /// One script in several files, with names of its own.
  private static String script() {
    String all =
        Stream.of("run.js", "axis.js", "panels.js", "page.js")
            .map(Resources::text)
            .collect(Collectors.joining("\n"));
    return "'use strict';\n(() => {\n" + all + "})();\n";
  }

  private static void controls(Markup page) {
    page.open("nav", "aria-label", "steps");
    button(page, "back", "◀ Back", "one step back (left arrow key)");
    button(page, "play", "Play", "play, pause (space)");
    button(page, "next", "Next ▶", "one step on (right arrow key)");
    page.element("span", "", "id", "place");
    page.open("span", "class", "together", "role", "group", "aria-label", "axis");
    axis(page, "steps", "steps", "each step is as wide as the others");
    axis(page, "time", "time", "as wide as the time it took");
    axis(page, "squeezed", "squeezed", "time, but short where the loop has nothing to do");
    page.close();
    page.open("span", "class", "together", "role", "group", "aria-label", "width");
    button(page, "narrower", "−", "narrower (-)");
    button(page, "wider", "+", "wider (+)");
    page.close();
    String filter = "only the tasks with this in their name";
    page.empty(
        "input",
        "id",
        "filter",
        "type",
        "search",
        "placeholder",
        "filter tasks",
        "title",
        filter,
        "aria-label",
        filter);
    page.element("span", "← → step, space plays, ↑ ↓ or a click choose a task", "class", "hint");
    page.close().newLine();
  }

  private static void axis(Markup page, String id, String name, String title) {
    page.element(
        "button",
        name,
        "id",
        id,
        "type",
        "button",
        "title",
        title,
        "aria-pressed",
        id.equals("steps"));
  }

  private static void button(Markup page, String id, String sign, String title) {
    page.element("button", sign, "id", id, "type", "button", "title", title);
  }

  private static void legend(Markup page, Legend legend) {
    page.open("ul", "id", "legend", "class", "baton", "aria-label", "what the signs mean");
    for (Legend.Entry entry : legend.entries()) {
      page.open("li")
          .open("svg", "width", 24, "height", 16, "viewBox", "-1 -8 25 16", "aria-hidden", true);
      page.open("g", "class", "legend");
      entry.drawSign(page);
      page.close().close().text(entry.meaning()).close();
    }
    page.close().newLine();
  }

  private static void advice(Markup page, List<Timeline> timelines, List<String> notes) {
    page.open("section", "id", "advice", "aria-label", "advice");
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

  private static String data(
      Picture picture, List<Timeline> timelines, int first, boolean together) {
    int share = MOST_ACTIONS / Math.max(1, timelines.size());
    Map<String, Object> data = new HashMap<>();
    data.put("left", picture.scale().left());
    data.put("column", picture.scale().column());
    data.put("row", Scale.ROW);
    data.put("head", Scale.HEAD);
    data.put("between", PartPicture.BETWEEN);
    data.put("sources", Sources.of(timelines));
    data.put("first", first);
    data.put("together", together);
    data.put("parts", timelines.stream().map(timeline -> part(timeline, share)).toList());
    return Json.of(data);
  }

  private static Map<String, Object> part(Timeline timeline, int mostActions) {
    List<TraceEvent> events = events(timeline, mostActions);
    List<TracedTask> tasks = timeline.trace().tasks();
    return Map.of(
        "heading", timeline.trace().heading(),
        "begins", timeline.steps(),
        "tasks", tasks.stream().limit(lastTask(timeline, events)).map(TracedTask::name).toList(),
        "events", events.stream().map(Page::fields).toList());
  }

  /// Those of the drawn steps. All that move tasks are among them, or the page would tell of steps
  /// that are not there; the recorder has a limit for them.
  private static List<TraceEvent> events(Timeline timeline, int mostActions) {
    List<TraceEvent> events = new ArrayList<>();
    int steps = 0;
    int actions = 0;
    for (TraceEvent event : timeline.trace().events()) {
      steps += event.beginsStep() ? 1 : 0;
      if (steps > timeline.width()) {
        break;
      }
      if (event.movesTask() || actions++ < mostActions) {
        events.add(event);
      }
    }
    return events;
  }

  /// The highest number of a task that the page speaks of.
  private static int lastTask(Timeline timeline, List<TraceEvent> events) {
    IntStream told = events.stream().mapToInt(event -> Math.max(event.task(), event.other()));
    IntStream drawn = timeline.lanes().stream().mapToInt(Timeline.Lane::task);
    return IntStream.concat(told, drawn).max().orElse(0);
  }

  private static List<Object> fields(TraceEvent event) {
    return List.of(event.kind().name(), event.task(), event.other(), event.text(), event.at());
  }
}
