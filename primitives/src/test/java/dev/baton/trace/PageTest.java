package dev.baton.trace;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import dev.baton.testing.VirtualClock;
import dev.baton.trace.programs.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Stepping through a run, and reading what it says.
class PageTest extends RunInBrowser {
  @Test
  void stepsThroughTheRunWithTheArrowKeys() {
    open(twoParts());
    assertThat(place()).isEqualTo("step 1 of 3, at 0 s");
    assertThat(texts("#now .box")).containsExactly("main");

    page.keyboard().press("ArrowRight");
    assertThat(place()).isEqualTo("step 2 of 3, at 0 s");
    assertThat(texts("#now .box")).containsExactly("quick");
    page.keyboard().press("ArrowLeft");
    assertThat(place()).isEqualTo("step 1 of 3, at 0 s");
    page.keyboard().press("ArrowLeft");
    assertThat(place()).isEqualTo("step 1 of 3, at 0 s");

    page.keyboard().press("End");
    assertThat(place()).isEqualTo("step 9 of 9, at 20 ms");
    assertThat(page.locator("#next").isDisabled()).isTrue();
  }

  @Test
  void showsTheReadyQueueAndWhatHappens() {
    open(twoParts());
    step(4);

    assertThat(texts("#now .box")).containsExactly("anna", "ben");
    assertThat(texts("#now li"))
        .containsExactly(
            "prints anna: here", "takes Lock \"A\" [locked]", texts("#now li").getLast())
        .last()
        .asString()
        .matches("waits for the clock \\(Programs.java:\\d+\\)");
  }

  @Test
  void theLinesThatAStepPrintsAreMarked() {
    open(twoParts());
    step(4);

    assertThat(texts("#lines .on")).containsExactly("anna: here");
    assertThat(texts("#lines .later")).containsExactly("ben: here");
  }

  @Test
  void aStepMayStartAnyNumberOfTasks() {
    VirtualClock clock = new VirtualClock();
    open(
        List.of(
            Runs.withClock(
                clock,
                () ->
                    TaskGroup.run(
                        group -> {
                          for (int i = 1; i <= 50_000; i++) {
                            group.spawn("task-" + i, () -> Runs.passes(clock, ofMillis(1)));
                          }
                        }))));
    step(1);
    assertThat(texts("#now .box")).startsWith("task-1", "task-2").hasSize(17);
    assertThat(texts("#now .none")).containsExactly("and 49983 more");

    page.keyboard().press("End");
    assertThat(place()).isEqualTo("step 2000 of 2000, at 2 s");
    assertThat(texts("#now .box")).startsWith("task-1999", "task-2000");

    page.locator("#squeezed").click();
    page.locator("#filter").fill("task-17");
    assertThat(page.locator("svg.baton").getAttribute("viewBox")).doesNotContain("NaN");
  }

  @Test
  void aLineLeadsToItsStep() {
    open(twoParts());
    page.getByText("ben: here", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(place()).isEqualTo("step 3 of 9, at 0 s");
    assertThat(texts("#now .box.runs")).containsExactly("ben");
  }

  @Test
  void pointingAtABoxTellsOfIt() {
    open(twoParts());
    page.locator("[data-part='1'] .seg.lock").hover();

    assertThat(page.locator("#tip").textContent())
        .startsWith(
            "ben waits for Lock \"A\" [locked, 1 waiting], which anna has\nat Programs.java:")
        .endsWith("steps 4 to 5, 10 ms");
  }

  @Test
  void arrowsOfTheLaneThatIsPointedAtComeOut() {
    open(twoParts());
    page.locator("[data-part='1'] .lane[data-task='2'] .name").hover();

    assertThat(page.locator(".arrow.near").count()).isEqualTo(1);
  }

  @Test
  void adviceLeadsToItsStep() {
    open(
        List.of(
            Runs.of(
                () -> {
                  sleep(ofMillis(1));
                  new Lock("B").acquire();
                })));
    page.locator("#advice button").click();

    assertThat(page.locator("#advice").textContent()).contains("still holds Lock \"B\"");
    assertThat(place()).isEqualTo("step 3 of 3, at 1 ms");
  }

  @Test
  void playsByItself() {
    open(twoParts());
    page.clock().install();
    page.keyboard().press("Space");
    page.clock().runFor(1_700);

    assertThat(place()).isEqualTo("step 3 of 3, at 0 s");
  }

  @Test
  void twoRunsAreSteppedThroughTogether() throws IOException {
    Path file = folder.resolve("compare.html");
    List<Trace> parts = twoParts();
    Comparison.write(file, parts.getFirst(), parts.getLast());
    page.navigate(file.toUri().toString());

    assertThat(page.locator("#advice").textContent()).contains("In step 1 main runs in both");
    assertThat(texts("#now h3")).containsExactly("nothing much", "a lock");
    page.keyboard().press("ArrowRight");
    assertThat(texts("#now .box.runs")).containsExactly("quick", "anna");
    page.keyboard().press("End");
    assertThat(texts("#now .box.runs")).containsExactly("main");
  }

  @Test
  void whatAProgramSaysStaysText() {
    open(
        List.of(
            Runs.of(
                () -> {
                  Programs.print("</script><img src=x onerror=alert(1)><script>alert(2)</script>");
                })));

    assertThat(page.locator("img").count()).isZero();
    assertThat(texts("#lines button"))
        .containsExactly("</script><img src=x onerror=alert(1)><script>alert(2)</script>");
  }

  @Test
  void theSourceOfTheStepIsShown() {
    open(twoParts());
    step(4);

    assertThat(page.locator("#source h2").textContent()).isEqualTo("Source: Programs.java");
    assertThat(texts("#source .here"))
        .singleElement()
        .asString()
        .matches("■ +\\d+ +sleep\\(MOMENT\\);");
  }

  @Test
  void theLineWhereTheTaskWaitsIsInSight() {
    page.setViewportSize(1400, 420);
    open(List.of(Runs.of(Programs::waitFarApart)));
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    var pane = page.locator("#source").boundingBox();
    var line = page.locator("#source .here").last().boundingBox();

    assertThat(texts("#source .here")).hasSize(2);
    assertThat(line.y).isBetween(pane.y, pane.y + pane.height - line.height);
  }

  @Test
  void theArrowKeysChooseATask() {
    open(twoParts());
    step(6);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertThat(texts("#now .lane"))
        .singleElement()
        .asString()
        .startsWith("anna waits for the clock");

    page.keyboard().press("ArrowDown");
    assertThat(texts("#now .lane"))
        .singleElement()
        .asString()
        .startsWith("ben waits for Lock \"A\" [locked, 1 waiting], which anna has");
    assertThat(page.locator(".arrow.near").count()).isEqualTo(2);
    assertThat(page.locator("#source .here").textContent()).contains("lock.acquire()");

    page.keyboard().press("Escape");
    assertThat(texts("#now .lane")).isEmpty();
  }

  @Test
  void aClickOnABoxChoosesItsTaskAndStep() {
    open(twoParts());
    page.locator("[data-part='1'] .seg.lock").click();

    assertThat(place()).isEqualTo("step 4 of 9, at 0 s");
    assertThat(texts("#now .lane")).singleElement().asString().startsWith("ben waits for Lock");
  }

  @Test
  void whatWasNoticedIsMarkedAtItsStep() {
    open(List.of(Runs.of(() -> Programs.deadlock())));

    assertThat(texts(".number.warns text")).containsExactly("7");
    assertThat(page.locator(".number.warns").getAttribute("data-tip")).startsWith("DEADLOCK: ");
    assertThat(page.locator(".seg.stuck").count()).isEqualTo(3);
    assertThat(page.locator(".part .arrow.blocks").count()).isEqualTo(2);
    assertThat(texts(".stop-name")).containsExactly("deadlock");
    page.locator("#advice button").click();
    assertThat(place()).isEqualTo("step 7 of 11, at 10 ms");
  }
}
