package dev.baton.scraper.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import dev.baton.scraper.sites.HandServer;
import dev.baton.scraper.sites.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests for hosts whose addresses are not public. Nothing but loopback is dialled.
@Timeout(120)
class PrivateAddressTest {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final byte[] PRIVATE = {10, 0, 0, 1};
  private static final byte[] PUBLIC = {8, 8, 8, 8};

  private static TestSite site;

  private final List<String> resolved = new ArrayList<>();
  private final Deque<List<byte[]>> answers = new ArrayDeque<>();

  @BeforeAll
  static void openSite() {
    site = new TestSite();
  }

  @AfterAll
  static void closeSite() {
    site.close();
  }

  @AfterEach
  void clearSite() {
    site.clear();
  }

  @Test
  void aHostThatIsAnAddressIsRefused() {
    site.page("/");

    assertRefused(fetch(Consents.none(), site.url("/")), "127.0.0.1", "loopback", "127.0.0.1");
    assertThat(site.asked()).isEmpty();
    assertThat(fetch(Consents.none().withUrl(site.url("/x")), site.url("/")).title())
        .isEqualTo("Page /");
  }

  @Test
  void aNameWithAPrivateAddressIsRefused() {
    answers.add(List.of(PRIVATE));

    assertRefused(fetch(Consents.none(), named("a.test")), "a.test", "private", "10.0.0.1");
    assertThat(resolved).containsExactly("a.test");
  }

  @Test
  void onePrivateAddressAmongOthersRefusesThemAll() {
    answers.add(List.of(PUBLIC, PRIVATE));

    assertRefused(fetch(Consents.none(), named("a.test")), "a.test", "private", "10.0.0.1");
  }

  @Test
  void localhostIsRefused() {
    try (HttpFetcher fetcher = new HttpFetcher(FetchSettings.of(1, "test"))) {
      Answer answer = EventLoop.run(() -> fetcher.fetch(named("localhost")));

      assertThat(answer.error()).startsWith("localhost has the loopback address ");
    }
    assertThat(site.asked()).isEmpty();
  }

  /// Each request is checked, so what was unknown first is refused later (DNS rebinding).
  @Test
  void eachAnswerOfTheResolverIsChecked() {
    answers.add(List.of());
    answers.add(List.of(LOOPBACK));
    try (HttpFetcher fetcher = fetcher(Consents.none())) {
      assertThat(EventLoop.run(() -> fetcher.fetch(named("a.test"))))
          .isEqualTo(new Answer.Failed(0, Problem.NO_ANSWER, "the host name is not known"));
      assertRefused(
          EventLoop.run(() -> fetcher.fetch(named("a.test"))), "a.test", "loopback", "127.0.0.1");
    }
  }

  @Test
  void aConsentForANameCoversItsAddressForThatPortAlone() {
    site.page("/");
    Consents consents = Consents.none().withOption("a.test:" + named("a.test").port());
    answers.add(List.of(LOOPBACK));
    answers.add(List.of(LOOPBACK));
    answers.add(List.of(LOOPBACK));

    assertThat(fetch(consents, named("a.test")).title()).isEqualTo("Page /");
    assertThat(fetch(consents, HttpUrl.get("http://a.test:1/"))).isInstanceOf(Answer.Failed.class);
    assertRefused(fetch(consents, named("b.test")), "b.test", "loopback", "127.0.0.1");
    assertRefused(fetch(consents, site.url("/")), "127.0.0.1", "loopback", "127.0.0.1");
    assertThat(site.asked()).hasSize(1);
  }

  @Test
  void aRedirectIsANewRequest() {
    site.answer("/", aResponse().withStatus(302).withHeader("Location", "http://169.254.169.254/"));
    Consents consents = Consents.none().withUrl(site.url("/"));

    Answer redirect = fetch(consents, site.url("/"));

    assertRefused(
        fetch(consents, redirect.targets().getFirst()),
        "169.254.169.254",
        "link-local",
        "169.254.169.254");
  }

  @Test
  void downloadsAreCheckedToo() {
    try (HttpFetcher fetcher = fetcher(Consents.none())) {
      assertRefused(
          EventLoop.run(() -> fetcher.download(site.url("/robots.txt"), 10)),
          "127.0.0.1",
          "loopback",
          "127.0.0.1");
    }
  }

  /// Whoever types the address of a proxy consents to it.
  @Test
  void aProxyMayBePrivate() {
    site.answer("/x", TestSite.html("<title>by proxy</title>"));

    assertThat(throughProxy(site.url("/").port(), HttpUrl.get("http://a.test/x")).title())
        .isEqualTo("by proxy");
    assertThat(site.requests().getFirst().getHeader("Host")).isEqualTo("a.test");
    assertThat(throughProxy(site.url("/").port(), HttpUrl.get("http://10.0.0.1/x")))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.problem()).isEqualTo(Problem.PRIVATE_ADDRESS));
  }

  @Test
  void aProxyThatIsNotThereIsASentence() throws IOException {
    int port;
    try (HandServer gone = new HandServer()) {
      port = gone.url("/").port();
    }

    assertThat(throughProxy(port, HttpUrl.get("http://a.test/x")))
        .isEqualTo(
            new Answer.Failed(
                0, Problem.NO_ANSWER, "cannot connect to the proxy: Connection refused"));
    FetchSettings unknown =
        FetchSettings.of(1, "test").with(Fetchers.NOBODY).withProxy("http://proxy.test:80");
    try (HttpFetcher fetcher = new HttpFetcher(unknown)) {
      assertThat(EventLoop.run(() -> fetcher.fetch(HttpUrl.get("http://a.test/x"))).error())
          .isEqualTo("the host name of the proxy is not known");
    }
  }

  private static Answer throughProxy(int port, HttpUrl url) {
    try (HttpFetcher fetcher = new HttpFetcher(TlsTest.throughProxy(port))) {
      return EventLoop.run(() -> fetcher.fetch(url));
    }
  }

  private static void assertRefused(Answer answer, String host, String kind, String address) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> {
              assertThat(failed.problem()).isEqualTo(Problem.PRIVATE_ADDRESS);
              assertThat(failed.error())
                  .startsWith(
                      "%s has the %s address %s; to allow it: ".formatted(host, kind, address))
                  .contains("--allow-private " + host);
            });
  }

  private static HttpUrl named(String host) {
    return site.url("/").newBuilder().host(host).build();
  }

  private Answer fetch(Consents consents, HttpUrl url) {
    try (HttpFetcher fetcher = fetcher(consents)) {
      return EventLoop.run(() -> fetcher.fetch(url));
    }
  }

  private HttpFetcher fetcher(Consents consents) {
    return new HttpFetcher(FetchSettings.of(1, "test").with(consents).with(this::resolve));
  }

  private List<InetAddress> resolve(String name) throws UnknownHostException {
    resolved.add(name);
    List<InetAddress> addresses = new ArrayList<>();
    for (byte[] address : answers.remove()) {
      addresses.add(InetAddress.getByAddress(address));
    }
    return addresses;
  }
}
