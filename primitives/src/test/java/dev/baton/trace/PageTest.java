package dev.baton.trace;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import dev.baton.testing.VirtualClock;
import dev.baton.trace.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser: Debian's package `chromium`. Skipped where there is none.
class PageTest {
  @TempDir static Path folder;

  private static Playwright playwright;
  private static Browser browser;

  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void startBrowser() {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "there is no chromium on the PATH: the page is not tried");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  private static Optional<Path> chromium() {
    Stream<Path> folders =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of);
    return Stream.concat(folders, Stream.of(Path.of("/usr/bin"), Path.of("/snap/bin")))
        .flatMap(path -> Stream.of(path.resolve("chromium"), path.resolve("chromium-browser")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  static void stopBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void openPage() {
    page = browser.newPage();
    page.onRequest(request -> requests.add(request.url()));
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
  }

  /// Whatever else is tried, the page asks for nothing and complains of nothing.
  @AfterEach
  void asksForNothing() {
    page.close();
    assertThat(requests).hasSize(1).allMatch(url -> url.startsWith("file:"));
    assertThat(complaints).isEmpty();
  }

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
  void aLineLeadsToItsStep() {
    open(twoParts());
    page.getByText("ben: here", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(place()).isEqualTo("step 3 of 9, at 0 s");
    assertThat(texts("#now .box.runs")).containsExactly("ben");
  }

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

    page.locator("#steps").click();
    assertThat(idle.getAttribute("width")).isEqualTo(steps);
    assertThat(page.locator(".ticks").count()).isZero();
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
  void pointingAtABoxTellsOfIt() {
    open(twoParts());
    page.locator("[data-part='1'] .seg.lock").hover();

    assertThat(page.locator("#tip").textContent())
        .startsWith("ben waits for Lock \"A\" [locked, 1 waiting]\nat Programs.java:")
        .endsWith("steps 4 to 5, 10 ms");
  }

  @Test
  void arrowsOfTheLaneThatIsPointedAtComeOut() {
    open(twoParts());
    page.locator("[data-part='1'] .lane[data-task='2'] .name").hover();

    assertThat(page.locator(".arrow.near").count()).isEqualTo(1);
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
  void adviceLeadsToItsStep() {
    open(
        List.of(
            Runs.of(
                () -> {
                  sleep(ofMillis(1));
                  new Lock("B").acquire();
                })));
    page.locator("#advice button").click();

    assertThat(page.locator("#advice").textContent()).contains("never gave back Lock \"B\"");
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

  private void open(List<Trace> parts) {
    String html = dev.baton.trace.Page.of("a run", Timeline.of(parts), List.of(), -1, false);
    Path file = folder.resolve("run.html");
    try {
      Files.writeString(file, html);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    page.navigate(file.toUri().toString());
  }

  private void step(int times) {
    for (int i = 0; i < times; i++) {
      page.keyboard().press("ArrowRight");
    }
  }

  private static double width(Locator box) {
    return Double.parseDouble(box.getAttribute("width"));
  }

  private String place() {
    return page.locator("#place").textContent();
  }

  private List<String> texts(String selector) {
    return page.locator(selector).allTextContents();
  }

  private static List<Trace> twoParts() {
    Recorder recorder = new Recorder();
    recorder.part("nothing much");
    Runs.run(
        recorder, new VirtualClock(), () -> TaskGroup.run(group -> group.spawn("quick", () -> {})));
    recorder.part("a lock");
    Runs.run(recorder, new VirtualClock(), Programs::twoWithALock);
    return recorder.traces();
  }
}
