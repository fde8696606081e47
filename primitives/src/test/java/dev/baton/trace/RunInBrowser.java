package dev.baton.trace;

import com.microsoft.playwright.Locator;
import dev.baton.TaskGroup;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.BrowserTest;
import dev.baton.trace.programs.Programs;
import java.util.List;

/// The page of a run in a browser.
abstract class RunInBrowser extends BrowserTest {
  final void open(List<Trace> parts) {
    open(Page.of("a run", Layout.of(parts), List.of(), -1, false));
  }

  final void step(int times) {
    for (int i = 0; i < times; i++) {
      page.keyboard().press("ArrowRight");
    }
  }

  static double width(Locator box) {
    return Double.parseDouble(box.getAttribute("width"));
  }

  final String place() {
    return page.locator("#place").textContent();
  }

  final List<String> texts(String selector) {
    return page.locator(selector).allTextContents();
  }

  static List<Trace> twoParts() {
    Recorder recorder = new Recorder();
    recorder.part("nothing much");
    Runs.run(
        recorder, new VirtualClock(), () -> TaskGroup.run(group -> group.spawn("quick", () -> {})));
    recorder.part("a lock");
    Runs.run(recorder, new VirtualClock(), Programs::twoWithALock);
    return recorder.traces();
  }
}
