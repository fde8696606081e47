package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.baton.testkit.BrowserTest;
import dev.baton.testkit.Contrast;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How the page looks, and how it is used without a mouse.
@Tag("process")
class ReportLooksTest extends BrowserTest {
  private enum Crawl {
    NOTHING(MadeUp::nothing),
    ONE_PAGE(MadeUp::onePage),
    SHOP(MadeUp::shop),
    HOSTS(() -> MadeUp.hosts(1_000)),
    HOSTILE(MadeUp::hostile);

    private final Supplier<CrawlFigures> figures;

    Crawl(Supplier<CrawlFigures> figures) {
      this.figures = figures;
    }
  }

  /// With everything unfolded.
  private void show(Crawl crawl) {
    open(ReportPage.of(crawl.figures.get()));
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  }

  @ParameterizedTest
  @EnumSource
  void neverScrollsSideways(Crawl crawl) {
    show(crawl);
    for (int width : new int[] {1_400, 900, 640, 360}) {
      page.setViewportSize(width, 800);
      assertThat(isTooWide()).as("%d pixels", width).isFalse();
    }
  }

  /// The names of options that are on two lines.
  private static final String BROKEN_OPTIONS =
      """
      () => {
        const broken = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          for (const name of texts.currentNode.data.matchAll(/--[a-z]+(-[a-z]+)*/g)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, name.index);
            range.setEnd(texts.currentNode, name.index + name[0].length);
            if (range.getClientRects().length !== 1) broken.push(name[0]);
          }
        }
        return broken;
      }
      """;

  /// A line may end after any hyphen.
  @Test
  void noLineEndsWithinTheNameOfAnOption() {
    show(Crawl.SHOP);
    assertThat(page.locator("main").textContent())
        .contains("--allow-private", "--max-pages", "--format", "--polite");

    for (int width = 300; width <= 420; width += 4) {
      page.setViewportSize(width, 800);
      assertThat((List<?>) page.evaluate(BROKEN_OPTIONS)).as("%d pixels", width).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void isReadableInLightAndDark(ColorScheme scheme) {
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
    show(Crawl.SHOP);

    assertThat(Contrast.tooLow(page)).isEmpty();
    assertThat(Contrast.of(page, "#latency text.tick")).isGreaterThan(4.5);
    assertThat(Contrast.of(page, "h1")).isGreaterThan(10);
  }

  @Test
  void figuresStandUnderEachOther() {
    show(Crawl.SHOP);

    assertThat(rightEdges("#states td.n:nth-child(2)")).isEqualTo(1);
    assertThat(rightEdges("#site summary > .n:nth-child(2)")).isEqualTo(1);
    assertThat(rightEdges("#failed summary .n")).isEqualTo(1);
  }

  private long rightEdges(String selector) {
    return page.locator(selector).all().stream()
        .map(Locator::boundingBox)
        .map(box -> Math.round(box.x + box.width))
        .distinct()
        .count();
  }

  @Test
  void opensWithTheKeyboard() {
    open(ReportPage.of(MadeUp.shop()));
    Locator example = page.locator("#failed details li").first();
    assertThat(example.isVisible()).isFalse();

    page.locator("#failed summary").first().focus();
    page.keyboard().press("Enter");
    assertThat(example.isVisible()).isTrue();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.textContent"))
        .isEqualTo("http://shop.localhost:8000/old/page-1.html");
  }

  @Test
  void onPaperEverythingIsUnfolded() {
    open(ReportPage.of(MadeUp.shop()));
    page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));

    assertThat(page.locator("#failed details li").first().isVisible()).isTrue();
    assertThat(page.locator("nav").isVisible()).isFalse();
  }

  @Test
  void onlyTheTopOfALargeSiteIsUnfoldedAtFirst() {
    open(ReportPage.of(MadeUp.shop()));
    assertThat(page.locator("#site summary:visible").allTextContents())
        .contains("shop.localhost:8000/ 5,002 18 595 1")
        .noneMatch(row -> row.startsWith("10/"));
  }
}
