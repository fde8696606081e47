package dev.baton.trace;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.baton.TaskGroup;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.Contrast;
import dev.baton.trace.programs.Programs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a run is looked at: axes, widths, fewer tasks, windows of any size.
class PageViewTest extends RunInBrowser {
  @Test
  void theAxisIsStepsOrTime() {
    open(twoParts());
    Locator idle = page.locator("[data-part='1'] .seg.idle rect").first();
    Locator run = page.locator("[data-part='1'] .seg.run rect").first();
    String steps = idle.getAttribute("width");
    assertThat(run.getAttribute("width")).isEqualTo(steps);

    page.locator("#time").click();
    assertThat(width(idle)).isGreaterThan(3 * Double.parseDouble(steps));
    assertThat(width(run)).isLessThan(5);
    assertThat(texts("[data-part='1'] .ticks text")).contains("10 ms", "20 ms");
    assertThat(isOnTop(page.locator("[data-part='1'] .ticks text").first())).isTrue();

    page.locator("#steps").click();
    assertThat(idle.getAttribute("width")).isEqualTo(steps);
    assertThat(page.locator(".ticks").count()).isZero();
  }

  private boolean isOnTop(Locator one) {
    String script =
        """
        (one) => {
          const box = one.getBoundingClientRect();
          return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === one;
        }
        """;
    return (boolean) one.evaluate(script);
  }

  @Test
  void whereNoTimePassesTheStepsStay() {
    open(twoParts());
    Locator run = page.locator("[data-part='0'] .seg.run rect").first();
    String before = run.getAttribute("width");
    page.locator("#time").click();

    assertThat(run.getAttribute("width")).isEqualTo(before);
  }

  @Test
  void aLongRunIsFollowedAndTheNamesStay() {
    open(
        List.of(
            Runs.of(
                () -> {
                  for (int i = 0; i < 300; i++) {
                    sleep(ofMillis(1));
                  }
                })));
    Locator name = page.locator(".lane[data-task='1'] .name");
    double before = name.boundingBox().x;
    page.keyboard().press("End");

    assertThat(place()).isEqualTo("step 601 of 601, at 300 ms");
    assertThat(page.locator(".cursor").boundingBox().x).isBetween(0.0, 1_280.0);
    assertThat(name.boundingBox().x).isEqualTo(before);
  }

  @Test
  void idleTimeCanBeSqueezed() {
    VirtualClock clock = new VirtualClock();
    open(
        List.of(
            Runs.withClock(
                clock,
                () -> {
                  sleep(ofMillis(900));
                  Runs.passes(clock, ofMillis(100));
                })));
    Locator idle = page.locator(".seg.idle rect");
    Locator block = page.locator(".seg.block rect");
    page.locator("#time").click();
    assertThat(width(idle)).isGreaterThan(8 * width(block));

    page.locator("#squeezed").click();
    assertThat(width(idle)).isBetween(20.0, 30.0);
    assertThat(width(block)).isGreaterThan(200);
  }

  @Test
  void whereNoRunTakesTimeNothingIsSqueezed() {
    open(twoParts());

    assertThat(page.locator("#squeezed").isDisabled()).isTrue();
    assertThat(page.locator("#time").isDisabled()).isFalse();
  }

  @Test
  void columnsCanBeMadeWiderAndNarrower() {
    open(twoParts());
    Locator run = page.locator("[data-part='1'] .seg.run rect").first();
    double before = width(run);
    page.keyboard().press("+");
    assertThat(width(run)).isGreaterThan(1.4 * before);

    page.locator("#narrower").click();
    assertThat(width(run)).isEqualTo(before);
  }

  @Test
  void theFilterLeavesTheTasksWithThisName() {
    open(twoParts());
    String height = page.locator("svg.baton").getAttribute("height");
    page.locator("#filter").fill("BEN");

    assertThat(visible(".part > .lane[data-task='3']")).isEqualTo(1);
    assertThat(visible(".part > .lane[data-task='2']")).isZero();
    assertThat(visible(".arrow")).isZero();
    assertThat(Double.parseDouble(page.locator("svg.baton").getAttribute("height")))
        .isLessThan(Double.parseDouble(height));

    page.locator("#filter").fill("");
    assertThat(page.locator("svg.baton").getAttribute("height")).isEqualTo(height);
    assertThat(visible(".arrow")).isEqualTo(3);
  }

  private long visible(String selector) {
    return page.locator(selector).all().stream().filter(Locator::isVisible).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1400, 900, 420})
  void fitsIntoTheWindow(int width) {
    page.setViewportSize(width, 800);
    open(twoParts());

    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    assertThat((boolean) page.evaluate("picture.scrollWidth <= picture.clientWidth")).isTrue();
    page.setViewportSize(width - 40, 800); // the page learns of it a moment later
    page.waitForCondition( // not waitForFunction, whose second try the page's policy forbids
        () -> (boolean) page.evaluate("picture.scrollWidth <= picture.clientWidth"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void isReadableInLightAndDark(ColorScheme scheme) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    open(twoParts());

    assertThat(Contrast.of(page, "#lines .later")).isGreaterThan(4.5);
    assertThat(Contrast.of(page, ".sub")).isGreaterThan(4.5);
    assertThat(Contrast.of(page, "#steps")).isGreaterThan(4.5);
    assertThat(Contrast.of(page, "#now .box")).isGreaterThan(4.5);
  }

  @Test
  void everythingThatCanBeUsedHasAName() {
    open(twoParts());

    for (Locator one : page.locator("button, input, [role=group], [role=region]").all()) {
      String name = one.getAttribute("aria-label");
      assertThat(name == null ? one.textContent() + one.getAttribute("title") : name)
          .isNotEqualTo("null");
    }
    assertThat(page.locator("#now").getAttribute("aria-live")).isEqualTo("polite");
    page.locator("#next").focus();
    assertThat(page.locator("#next").evaluate("(one) => getComputedStyle(one).outlineStyle"))
        .isEqualTo("solid");
  }

  @Test
  void ofAHighPictureTheLaneThatRunsAndTheNumbersStayInSight() {
    page.setViewportSize(1400, 500);
    open(
        List.of(
            Runs.of(
                () ->
                    TaskGroup.run(
                        group -> {
                          for (int i = 1; i <= 60; i++) {
                            group.spawn("task-" + i, () -> sleep(ofMillis(1)));
                          }
                        }))));
    for (int i = 0; i < 41; i++) {
      page.keyboard().press("ArrowRight");
    }
    double top = page.locator("#picture").boundingBox().y;
    double bottom = top + page.locator("#picture").boundingBox().height;

    assertThat(page.locator("#now .box.runs").textContent()).isEqualTo("task-41");
    for (Locator one :
        List.of(
            page.locator(".name[data-full='task-41']"),
            page.locator(".number[data-a='40'] text"))) {
      assertThat(one.boundingBox().y).isBetween(top, bottom - 20);
    }
  }

  @Test
  void labelsStayInSightWhenTheirBoxIsScrolled() {
    page.setViewportSize(420, 800);
    open(List.of(Runs.of(() -> Programs.tick(60))));
    page.keyboard().press("End");
    Locator label = page.locator(".seg.wait.task text").first();

    assertThat(label.textContent()).isEqualTo("waits for its group");
    assertThat(label.boundingBox().x).isBetween(96.0, 420.0);
  }
}
