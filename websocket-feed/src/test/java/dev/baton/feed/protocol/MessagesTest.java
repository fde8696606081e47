package dev.baton.feed.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Problem;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  @Test
  void aReadingLooksLikeThis() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("used", 1.6e10);
    values.put("load", 0.125);
    Reading reading = new Reading("host.cpu", "k3f9", 1241, 1795429200123456L, values);

    assertThat(Messages.text(new Published(reading)))
        .isEqualTo(
            "{\"op\":\"ev\",\"ch\":\"host.cpu\",\"epoch\":\"k3f9\",\"seq\":1241,"
                + "\"ts\":1795429200123456,\"d\":{\"used\":16000000000,\"load\":0.125}}");
  }

  static List<ServerMessage> everyMessage() {
    return List.of(
        new Welcome(1, 5000, 8788, List.of("host.cpu", "host.memory")),
        new Welcome(
            1,
            5000,
            8787,
            List.of("host.cpu"),
            Map.of("host.cpu", Map.of("load", Unit.SHARE, "heat", new Unit("°C")))),
        new Subscribed(1, "host.cpu", "e", 1, 0, true),
        new Published(new Reading("host.cpu", "e", 1, 2, Map.of("load", 0.5))),
        new Published(new Reading("host.cpu", "e", 9, 2, Map.of("load", 0.5)), 4),
        new Lost("host.cpu", null, 3, 4, "too slow"),
        new Lost("host.cpu", "k3f9", 3, 4, "too slow"),
        new Heartbeat(5, Map.of("host.cpu", 6L), Map.of()),
        new Heartbeat(5, Map.of("host.cpu", 6L), Map.of("host.cpu", "k3f9")),
        new Problem(1, "unknown-channel", "there is no channel x"),
        new Bye(1001, "the server is stopping", 500));
  }

  @ParameterizedTest
  @MethodSource("everyMessage")
  void aMessageOfTheServerIsReadAsItWasWritten(ServerMessage message) throws Exception {
    assertThat(Messages.fromServer(Messages.text(message))).isEqualTo(message);
  }

  @Test
  void aSubscriptionIsReadAsItWasWritten() throws Exception {
    Subscribe first = new Subscribe(1, "host.cpu", null, 0);
    Subscribe again = new Subscribe(2, "host.cpu", "k3f9", 1234);

    Subscribe newest = new Subscribe(3, "host.*", null, 0, Mode.LATEST);

    assertThat(Messages.fromClient(Messages.text(first))).isEqualTo(first);
    assertThat(Messages.fromClient(Messages.text(again))).isEqualTo(again);
    assertThat(Messages.fromClient(Messages.text(newest))).isEqualTo(newest);
    assertThat(Messages.text(newest))
        .isEqualTo("{\"op\":\"sub\",\"id\":3,\"ch\":\"host.*\",\"mode\":\"latest\"}");
  }

  @Test
  void aGreetingIsReadAsItWasWritten() throws Exception {
    ClientMessage.Hello hello = new ClientMessage.Hello(1, "feed/1.0");

    assertThat(Messages.fromClient(Messages.text(hello))).isEqualTo(hello);
    assertThat(Messages.fromClient("{\"op\":\"hello\",\"v\":2}"))
        .isEqualTo(new ClientMessage.Hello(2, ""));
  }

  /// Older watchers ignore it, and take what was left out for a hole that the history fills.
  @Test
  void whatWasLeftOutIsSaid() {
    Reading reading = new Reading("host.cpu", "k3f9", 9, 2, Map.of("load", 0.5));

    assertThat(Messages.text(new Published(reading, 4)))
        .isEqualTo(Messages.text(new Published(reading)).replace("\"ts\"", "\"prev\":4,\"ts\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"sub\"}",
        "{\"op\":\"sub\",\"ch\":\"host cpu\"}",
        "{\"op\":\"sub\",\"ch\":\"host*\"}",
        "{\"op\":\"sub\",\"ch\":\"*.cpu\"}",
        "{\"op\":\"sub\",\"ch\":\".*.*\"}",
        "{\"op\":\"sub\",\"ch\":\"c\",\"mode\":\"strict\"}",
        "{\"op\":\"sub\",\"ch\":\"c\",\"mode\":1}",
        "{\"op\":\"sub\",\"ch\":\"c\",\"from\":{\"epoch\":\"e\",\"seq\":0}}",
        "{\"op\":\"sub\",\"ch\":\"host.*\",\"from\":{\"epoch\":\"e\",\"seq\":1}}",
        "{\"op\":\"hello\"}",
        "{\"op\":\"sub\",\"id\":NaN,\"ch\":\"c\"}"
      })
  void whatASubscriberMustNotSayIsRefusedInASentence(String text) {
    assertThatThrownBy(() -> Messages.fromClient(text))
        .isInstanceOf(BadMessageException.class)
        .hasMessageStartingWith("the message")
        .hasMessageNotContainingAny("JsonReadFeature", "Jackson", "token");
  }

  /// No text of a library's, which is for programmers and shows what a server is made of.
  @Test
  void whatIsNoJsonIsSaidWithItsPlace() {
    assertThatThrownBy(() -> Messages.fromClient("{\"op\":NaN}"))
        .hasMessageMatching("the message is no JSON, from character \\d+ on");
  }

  @Test
  void whatLaterVersionsSayIsIgnored() throws Exception {
    assertThat(Messages.fromServer("{\"op\":\"dance\",\"x\":[{}]}"))
        .isEqualTo(new ServerMessage.Unknown("dance"));
    assertThat(Messages.fromClient("{\"op\":\"ping\",\"n\":1}"))
        .isEqualTo(new ClientMessage.Unknown("ping"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "{",
        "{}",
        "{\"op\":1}",
        "{\"op\":\"a b\"}",
        "{\"op\":\"hb\",\"ts\":1} {}",
        "{\"op\":\"ev\"}",
        "{\"op\":\"ev\",\"ch\":\"\\u001b\",\"epoch\":\"e\",\"seq\":1,\"ts\":1,\"d\":{}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":0,\"ts\":1,\"d\":{}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":9007199254740992,\"ts\":1,\"d\":{}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1e3,\"ts\":1,\"d\":{}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":99999999999999999999,\"ts\":1,\"d\":{}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":1,\"d\":{\"x\":\"1\"}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":1,\"d\":{\"x\":1e999}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":1,\"d\":{\"x\":-1e999}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":1,\"d\":{\"a b\":1}}",
        "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":1}",
        "{\"op\":\"lost\",\"ch\":\"c\",\"from\":3,\"to\":2}",
        "{\"op\":\"hb\",\"ts\":1,\"top\":{\"c\":-1}}",
        "{\"op\":\"welcome\",\"v\":1,\"hb\":0,\"http\":1,\"channels\":[]}",
        "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[7]}",
        "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[],\"units\":[]}",
        "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[],\"units\":{\"c\":1}}",
        "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[],\"units\":{\"c\":{\"v\":1}}}",
        "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[],\"units\":{\"a"
            + " b\":{}}}",
        "[[[[[[[[[[[[[[[[[[[[[["
      })
  void whatIsNoMessageIsRefusedInASentence(String text) {
    assertThatThrownBy(() -> Messages.fromServer(text))
        .isInstanceOf(BadMessageException.class)
        .hasMessageStartingWith("the server's message");
  }

  @Test
  void tooManyValuesAreRefused() {
    StringBuilder values = new StringBuilder("\"v0\":0");
    for (int i = 1; i <= Limits.VALUES; i++) {
      values.append(",\"v").append(i).append("\":").append(i);
    }

    assertThatThrownBy(
            () ->
                Messages.fromServer(
                    "{\"op\":\"ev\",\"ch\":\"c\",\"epoch\":\"e\",\"seq\":1,\"ts\":1,\"d\":{"
                        + values
                        + "}}"))
        .hasMessageContaining("at most 32 members");
  }

  @Test
  void aLongSentenceIsCut() throws Exception {
    String message = Messages.text(new Bye(1001, "x".repeat(10_000), 0));

    assertThat(((Bye) Messages.fromServer(message)).why()).hasSize(Limits.SENTENCE + 3);
  }

  /// What older programs say is read, and said, as it was.
  @ParameterizedTest
  @MethodSource("recorded")
  void theRecordedDialogueIsStillTheSame(String line) throws BadMessageException {
    String text = line.substring(3);

    assertThat(
            line.startsWith("<- ")
                ? Messages.text(Messages.fromServer(text))
                : Messages.text(Messages.fromClient(text)))
        .isEqualTo(text);
  }

  /// The lines of the recorded dialogue that are messages.
  static List<String> recorded() throws IOException {
    try (InputStream file = MessagesTest.class.getResourceAsStream("dialogue.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("<- ") || line.startsWith("-> "))
          .toList();
    }
  }

  @Test
  void theUnitsAreAddedToWhatWasSaidBefore() {
    List<String> channels = List.of("host.cpu");
    Map<String, Map<String, Unit>> units = Map.of("host.cpu", Map.of("load", Unit.SHARE));

    assertThat(Messages.text(new Welcome(1, 5000, 8787, channels, units)))
        .isEqualTo(
            Messages.text(new Welcome(1, 5000, 8787, channels)).replaceFirst("}$", "")
                + ",\"units\":{\"host.cpu\":{\"load\":\"share\"}}}");
  }

  /// Older watchers ignore a field that they do not know, wherever it stands.
  @Test
  void whatIsSaidOfEpochsIsAddedToWhatWasSaidBefore() {
    Map<String, Long> tops = Map.of("host.cpu", 6L);

    assertThat(Messages.text(new Heartbeat(5, tops, Map.of("host.cpu", "k3f9"))))
        .isEqualTo(
            Messages.text(new Heartbeat(5, tops, Map.of())).replaceFirst("}$", "")
                + ",\"epochs\":{\"host.cpu\":\"k3f9\"}}");
    assertThat(Messages.text(new Lost("host.cpu", "k3f9", 3, 4, "too slow")))
        .isEqualTo(
            Messages.text(new Lost("host.cpu", null, 3, 4, "too slow")).replaceFirst("}$", "")
                + ",\"epoch\":\"k3f9\"}");
  }
}
