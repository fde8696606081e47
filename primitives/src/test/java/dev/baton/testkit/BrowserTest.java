package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Tests of a page in a real browser: Debian's package `chromium`. Skipped where there is none.
///
/// A module whose tests extend this needs Playwright in its tests.
@Tag("process")
public abstract class BrowserTest {
  @TempDir protected static Path folder;

  private static Playwright playwright;
  private static Browser browser;

  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /// A window of its own for each test.
  protected Page page;

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

  /// Whatever else is tried, the page asks for nothing it should not, and complains of nothing.
  @AfterEach
  void behaves() {
    page.close();
    checkRequests(requests);
    assertThat(complaints).filteredOn(complaint -> !isExpected(complaint)).isEmpty();
  }

  /// Fails if the browser was made to ask for one of these. A page that needs nothing but itself,
  /// as most are, asks for itself alone.
  protected void checkRequests(List<String> urls) {
    assertThat(urls).hasSize(1).allMatch(url -> url.startsWith("file:"));
  }

  /// Whether a line of the console is no fault of the page, as when a test ends its server.
  protected boolean isExpected(String complaint) {
    return false;
  }

  /// Shows a page from a file, as people do.
  protected final void open(String html) {
    Path file = folder.resolve("page.html");
    try {
      Files.writeString(file, html);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
    page.navigate(file.toUri().toString());
  }

  /// Whether the page can be scrolled sideways.
  protected final boolean isTooWide() {
    return (boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }
}
