package dev.baton.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.baton.feed.cli.Feed;
import dev.baton.testkit.BrowserTest;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Contrast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page in a browser, before a real server that publishes twenty times a second.
@Tag("process")
class FeedPageTest extends BrowserTest {
  private static final String TOKEN = "a-token-of-enough-letters";

  /// Lets a test lose what comes over the WebSocket, and hide the page.
  private static final String HOOKS =
      """
      const Real = WebSocket;
      window.WebSocket = class extends Real {
        set onmessage(take) {
          super.onmessage = (event) => window.losing || take(event);
        }
      };
      Object.defineProperty(document, 'visibilityState', { get: () => window.seen ?? 'visible' });
      window.look = (seen) => {
        window.seen = seen;
        document.dispatchEvent(new Event('visibilitychange'));
      };
      """;

  /// For all tests that leave it as it is.
  private static ChildProcess common;

  private static String commonAddress;

  private boolean serverGoesAway;

  /// Of one test alone; null if it has none.
  private ChildProcess own;

  private String address;

  @AfterAll
  static void stopCommonServer() throws InterruptedException {
    if (common != null) {
      common.close();
    }
  }

  /// The page first: it would say that the server is gone.
  @AfterEach
  void stopOwnServer() throws InterruptedException {
    page.close();
    if (own != null) {
      own.close();
    }
  }

  @Override
  protected void checkRequests(List<String> urls) {
    assertThat(urls).isNotEmpty().allMatch(url -> url.startsWith(address));
    assertThat(urls).noneMatch(url -> url.contains(TOKEN));
  }

  /// The browser itself says when nobody answers, or not with 200.
  @Override
  protected boolean isExpected(String complaint) {
    return serverGoesAway && complaint.matches("(Failed to load resource|WebSocket connection).*");
  }

  private static ChildProcess start(String port, String... more) throws IOException {
    String[] arguments =
        Stream.concat(
                Stream.of("serve", "--json", "--every=50ms", "--port=" + port), Stream.of(more))
            .toArray(String[]::new);
    return ChildJvm.of(Feed.class)
        .flags("-XX:TieredStopAtLevel=1")
        .limit(Duration.ofMinutes(10))
        .start(arguments);
  }

  private void serve(String port, String... more) throws Exception {
    own = start(port, more);
    address = address(own);
  }

  private static String address(ChildProcess server) throws InterruptedException {
    String serving = server.awaitLine("{\"type\":\"serving\"");
    return "http://127.0.0.1:" + port(serving) + "/";
  }

  private static String port(String serving) {
    return serving.replaceAll(".*\"port\":(\\d+).*", "$1");
  }

  private static String addressOfCommonServer() throws Exception {
    if (common == null) {
      common = start("0");
      commonAddress = address(common);
    }
    return commonAddress;
  }

  /// Opens the page of the test's own server, or of the one for all.
  private void open() throws Exception {
    if (own == null) {
      address = addressOfCommonServer();
    }
    page.addInitScript(HOOKS);
    page.navigate(address);
    awaitState("LIVE");
    awaitCharts();
  }

  /// Waits with selectors: what waits for a function is made of text, which the page's policy
  /// forbids.
  private void await(String selector) {
    page.locator(selector).first().waitFor();
  }

  private void awaitState(String state) {
    await("body[data-state='" + state + "']");
  }

  private void awaitCharts() {
    page.locator(".chart canvas").nth(3).waitFor();
  }

  private void awaitNext() {
    await("#utc:not(:text-is('" + page.locator("#utc").textContent() + "'))");
  }

  private long number(String id) {
    return Long.parseLong(page.locator("#" + id).textContent().replace(",", ""));
  }

  private Locator figure(String channel, String value) {
    return page.locator(
        "section[aria-labelledby='channel-%s'] tr:has(button:text-is('%s')) td"
            .formatted(channel, value));
  }

  @Test
  void showsEachChannelWithItsUnitsAndGoesOn() throws Exception {
    open();

    assertThat(figure("host.cpu", "load").first().textContent()).endsWith(" %");
    assertThat(figure("host.memory", "used").first().textContent()).endsWith("iB");
    awaitNext();
    assertThat(number("lost")).isZero();
    assertThat(page.locator("#age").textContent()).endsWith(" s ago");
  }

  /// What was published before the page was opened is drawn, although nothing new can come.
  @Test
  void isFullFromTheBeginning() throws Exception {
    address = addressOfCommonServer();
    awaitPublished(20);
    page.navigate(address);
    awaitCharts();

    page.waitForCondition(() -> inked() > 500);
    assertThat(number("filled")).isZero();
  }

  /// How many pixels of a canvas have a color of their own, and are no grid.
  private static final String INKED =
      """
      (canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let inked = 0;
        for (let i = 0; i < data.length; i += 4) {
          const [r, g, b] = data.slice(i, i + 3);
          if (data[i + 3] > 200 && Math.max(r, g, b) - Math.min(r, g, b) > 60) inked++;
        }
        return inked;
      }
      """;

  private int inked() {
    return (int) page.locator(".chart canvas").first().evaluate(INKED);
  }

  /// How many events the server has published.
  private long published() {
    String newest = page.request().get(address + "v1/snapshot?ch=host.cpu").text();
    return Long.parseLong(newest.replaceAll(".*\"top\":(\\d+).*", "$1"));
  }

  private void awaitPublished(long events) {
    page.waitForCondition(() -> published() >= events);
  }

  private void awaitTenMore() {
    awaitPublished(published() + 10);
  }

  @Test
  void comesBackAfterTheServerWasKilled() throws Exception {
    serve("0");
    open();
    serverGoesAway = true;
    own.signal("KILL");
    await("#word:text-matches('^RECONNECTING in [0-9]+ s$')");
    await("#now");
    page.waitForCondition(() -> page.title().startsWith("reconnecting"));

    serve(address.replaceAll("\\D*127.0.0.1:(\\d+)/", "$1"));
    page.locator("#now").dispatchEvent("click");
    awaitState("LIVE");
    await("#filled:not(:text-is('0'))"); // the new epoch is read from its first event
    page.waitForCondition(() -> page.title().equals("Live feed"));
  }

  @Test
  void fillsAGap() throws Exception {
    open();
    page.evaluate("window.losing = true");
    awaitTenMore();
    page.evaluate("window.losing = false");

    await("#filled:not(:text-is('0'))");
    awaitState("LIVE");
    assertThat(number("lost")).isZero();
  }

  @Test
  void declaresAndDrawsAGapThatTheHistoryCannotFill() throws Exception {
    open();
    serverGoesAway = true;
    page.route(
        url -> url.contains("/v1/history"),
        route ->
            route.fulfill(
                new FulfillOptions().setStatus(404).setBody("{\"msg\":\"there is nothing\"}")));
    page.evaluate("window.losing = true");
    awaitTenMore();
    page.evaluate("window.losing = false");

    await("#lost:not(:text-is('0'))");
    awaitState("LIVE");
    assertThat(page.locator("#lost").getAttribute("class")).isEqualTo("some");
  }

  /// A hidden page gets what it missed once it is seen again, without a new connection.
  @Test
  void isRightAfterItWasHidden() throws Exception {
    open();
    page.evaluate("look('hidden')");
    page.evaluate("window.losing = true");
    awaitTenMore();
    page.evaluate("window.losing = false");
    page.evaluate("look('visible')");

    await("#filled:not(:text-is('0'))");
    awaitState("LIVE");
    assertThat(number("lost")).isZero();
  }

  /// Timers and messages stand still in a frozen page, as they do while a machine sleeps.
  @Test
  void isRightAfterItWasFrozen() throws Exception {
    open();
    CDPSession tools = page.context().newCDPSession(page);
    freeze(tools, "frozen");
    awaitTenMore();
    freeze(tools, "active");

    awaitState("LIVE");
    awaitNext();
    assertThat(number("lost")).isZero();
  }

  private static void freeze(CDPSession tools, String state) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("state", state);
    tools.send("Page.setWebLifecycleState", arguments);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void isReadableInLightAndDark(ColorScheme scheme) throws Exception {
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
    open();

    assertThat(Contrast.tooLow(page)).isEmpty();
  }

  @Test
  void neverScrollsSideways() throws Exception {
    open();
    for (int width : new int[] {1_400, 900, 640, 360}) {
      page.setViewportSize(width, 800);
      page.waitForCondition(
          () -> !isTooWide()); // charts follow with the next picture of the screen
    }
  }

  @Test
  void isUsedWithTheKeyboard() throws Exception {
    open();
    page.locator("#pause").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#pause").getAttribute("aria-pressed")).isEqualTo("true");
    await("#pause:text-matches('Go on .[0-9]+ events since.')");

    page.locator(".chart").first().focus();
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    await("thead th:text-is('then')");
    page.keyboard().press("Escape");
    await("thead th:text-is('now')");
  }

  @Test
  void asksForATokenAndKeepsItOutOfAddresses() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), TOKEN);
    serve("0", "--token-file", file.toString());
    serverGoesAway = true; // 401 is in the console
    page.navigate(address);
    awaitState("TOKEN");
    assertThat(page.locator("#why").textContent()).isEqualTo("the server wants a token");

    page.locator("#token-text").fill("no-token-of-this-server");
    page.keyboard().press("Enter");
    await("#why:text-is('the server does not know this token')");
    page.locator("#token-text").fill(TOKEN);
    page.keyboard().press("Enter");
    awaitState("LIVE");
    awaitCharts();
    assertThat(page.locator("#token").isVisible()).isFalse();
    page.reload();
    awaitState("LIVE");
  }
}
