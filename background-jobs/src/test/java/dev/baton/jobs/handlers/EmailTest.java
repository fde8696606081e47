package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.EventLoop;
import dev.baton.jobs.Job;
import dev.baton.jobs.Lease;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.TestKind;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class EmailTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final GreenMail greenMail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @AfterEach
  void stopGreenMail() {
    greenMail.stop();
  }

  private static final String ARGS =
      """
      {"from": "Zoë <zoe@example.org>", "to": ["a@example.org", "b@example.org"],
       "subject": "Grüße", "text": "Zeile 1\\n.\\nZeile 3: ä"}\
      """;

  private static Outcome send(MailServer server, Duration limit) throws Exception {
    return send(server, limit, ARGS);
  }

  private static Outcome send(MailServer server, Duration limit, String args) throws Exception {
    String stored = new EmailKind().read(args).toJson();
    Job job = new Job(new Lease(1, 1), "the-key", "email", stored, 1, 3);
    return EventLoop.run(
        () -> TestKind.of(new EmailKind(), new Email(server)).open(limit).run(job));
  }

  private static Outcome send(Map<String, String> script) throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(script)) {
      return send(smtp.address(), PATIENT);
    }
  }

  private MailServer greenMailAddress(Map<String, String> environment) {
    return MailServer.parse("smtp://127.0.0.1:" + greenMail.getSmtp().getPort(), environment);
  }

  @Test
  void aMessageArrivesAsItWasWritten() throws Exception {
    greenMail.start();

    Outcome outcome = send(greenMailAddress(Map.of()), PATIENT);

    assertThat(outcome).isEqualTo(new Outcome.Done());
    MimeMessage[] received = greenMail.getReceivedMessages();
    assertThat(received).hasSize(2); // one in each mailbox
    MimeMessage message = received[0];
    assertThat(message.getMessageID()).isEqualTo("<the-key@example.org>");
    assertThat(message.getSubject()).isEqualTo("Grüße");
    assertThat(message.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo("Zeile 1\n.\nZeile 3: ä");
    assertThat(Arrays.toString(message.getRecipients(Message.RecipientType.TO)))
        .isEqualTo("[a@example.org, b@example.org]");
  }

  /// The head of a message as it goes over the wire.
  private static List<String> head(String from, String subject) throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(Map.of())) {
      assertThat(send(smtp.address(), PATIENT, args(from, "a@example.org", subject)))
          .isEqualTo(new Outcome.Done());
      return smtp.received.subList(0, smtp.received.indexOf(""));
    }
  }

  private static String args(String from, String to, String subject) {
    ObjectNode args = new JsonMapper().createObjectNode();
    return args.put("from", from).put("to", to).put("subject", subject).put("text", "x").toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "me@example.org | me@example.org",
        "Me <me@example.org> | Me <me@example.org>",
        "Mé <me@example.org> | =?UTF-8?B?TcOp?= <me@example.org>",
        "me@example.org (Mé) | =?UTF-8?B?TcOp?= <me@example.org>",
        "\"Mé, Inc.\" <me@example.org> | =?UTF-8?B?TcOpLCBJbmMu?= <me@example.org>",
        "\"Me, Inc.\" <me@example.org> | \"Me, Inc.\" <me@example.org>",
        "=?utf-8?q?x?= <me@example.org> | =?UTF-8?B?PT91dGYtOD9xP3g/PQ==?= <me@example.org>",
      })
  void aNameIsWrittenByRfc2047(String from, String written) throws Exception {
    assertThat(head(from, "s")).contains("From: " + written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "=?utf-8?q?=0d=0aBcc:_x@y.example?=",
        " blanks  around ",
        "ä",
        "a long one, of many words that have to be folded, since a line has an end at some place",
        "äöü 😀 a long one, of many words that have to be folded, since a line ends"
            + " 😀😀😀😀😀😀😀😀😀",
      })
  void aSubjectArrivesAsItsCharacters(String subject) throws Exception {
    greenMail.start();

    send(greenMailAddress(Map.of()), PATIENT, args("me@example.org", "a@example.org", subject));

    assertThat(greenMail.getReceivedMessages()[0].getSubject()).isEqualTo(subject);
    assertThat(head("me@example.org", subject))
        .allMatch(line -> line.length() <= 78 && line.chars().allMatch(c -> c < 128));
  }

  private static final Map<String, String> OFFERS_UTF8 =
      Map.of("EHLO", "250-hello\r\n250 SMTPUTF8");

  @ParameterizedTest
  @CsvSource({"me@example.org, üser@exämple.org", "Mé <üser@exämple.org>, a@example.org"})
  void anAddressBeyondAsciiIsSentInUtf8WhereTheServerTakesIt(String from, String to)
      throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(OFFERS_UTF8)) {
      assertThat(send(smtp.address(), PATIENT, args(from, to, "s"))).isEqualTo(new Outcome.Done());

      assertThat(String.join("\n", smtp.commands))
          .containsPattern("MAIL FROM:<.*> SMTPUTF8")
          .containsPattern("(FROM|TO):<üser@exämple.org>");
      assertThat(String.join("\n", smtp.received)).contains("üser@exämple.org");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "me@example.org, üser@exämple.org",
    "Mé <üser@exämple.org>, a@example.org",
    "me@example.org, me@exämple.org",
  })
  void anAddressBeyondAsciiIsRefusedWhereTheServerDoesNotTakeIt(String from, String to)
      throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(Map.of())) {
      assertThat(send(smtp.address(), PATIENT, args(from, to, "s")))
          .isInstanceOfSatisfying(
              Outcome.Dead.class,
              dead ->
                  assertThat(dead.reason())
                      .startsWith("the mail server takes no address like ")
                      .endsWith("exämple.org (it offers no SMTPUTF8)"));
      assertThat(smtp.commands).noneMatch(command -> command.startsWith("MAIL"));
    }
  }

  @Test
  void anAddressInAsciiNeedsNoUtf8() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(OFFERS_UTF8)) {
      assertThat(send(smtp.address(), PATIENT)).isEqualTo(new Outcome.Done());
      assertThat(smtp.commands).contains("MAIL FROM:<zoe@example.org>");
    }
  }

  @Test
  void theSameJobHasTheSameMessageIdAgain() throws Exception {
    greenMail.start();

    send(greenMailAddress(Map.of()), PATIENT);
    send(greenMailAddress(Map.of()), PATIENT);

    assertThat(
            Arrays.stream(greenMail.getReceivedMessages())
                .map(EmailTest::messageId)
                .distinct()
                .toList())
        .isEqualTo(List.of("<the-key@example.org>"));
  }

  private static String messageId(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /// GreenMail offers no TLS here: the password must not leave the house.
  @Test
  void aPasswordIsNotSentWithoutTls() throws Exception {
    greenMail.start();
    Map<String, String> login = Map.of(MailServer.USER, "me", MailServer.PASSWORD, "hunter2");

    Outcome outcome = send(greenMailAddress(login), PATIENT);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Retry(
                "the mail server offers no STARTTLS, without which no password is sent"));
    assertThat(greenMail.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "RCPT", "DATA", "."})
  void aRefusalForGoodMakesItDead(String command) throws Exception {
    assertThat(send(Map.of(command, "550 5.7.1 not from you")))
        .isEqualTo(new Outcome.Dead("the mail server answered: 550 5.7.1 not from you"));
  }

  @ParameterizedTest
  @CsvSource({"CONNECT", "MAIL", "RCPT", "DATA", "."})
  void aRefusalForNowIsTriedAgain(String command) throws Exception {
    assertThat(send(Map.of(command, "451 4.3.0 later")))
        .isEqualTo(new Outcome.Retry("the mail server answered: 451 4.3.0 later"));
  }

  @ParameterizedTest
  @CsvSource({"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
  void aConnectionThatIsLostIsTriedAgain(String command) throws Exception {
    assertThat(send(Map.of(command, ScriptedSmtp.DROP)))
        .isEqualTo(
            new Outcome.Retry("the mail server ended the connection, or what it said is no SMTP"));
  }

  /// It may have been taken: we cannot know, and send it again with the same Message-ID.
  @Test
  void aConnectionThatIsLostAfterTheMessageIsTriedAgain() throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(Map.of(".", ScriptedSmtp.DROP))) {
      assertThat(send(smtp.address(), PATIENT)).isInstanceOf(Outcome.Retry.class);
      assertThat(send(smtp.address(), PATIENT)).isInstanceOf(Outcome.Retry.class);

      assertThat(smtp.received).containsSequence("Message-ID: <the-key@example.org>");
      assertThat(smtp.received.stream().filter(line -> line.startsWith("Message-ID:")))
          .hasSize(2)
          .containsOnly("Message-ID: <the-key@example.org>");
    }
  }

  @Test
  void aServerThatHangsUpAfterTakingItHasTakenIt() throws Exception {
    assertThat(send(Map.of("QUIT", ScriptedSmtp.DROP))).isEqualTo(new Outcome.Done());
  }

  @ParameterizedTest
  @CsvSource({"CONNECT", "RCPT", "."})
  void aServerThatSaysNothingIsTriedAgain(String command) throws Exception {
    try (ScriptedSmtp smtp = new ScriptedSmtp(Map.of(command, ScriptedSmtp.SILENCE))) {
      assertThat(send(smtp.address(), Duration.ofMillis(300))).isInstanceOf(Outcome.Retry.class);
    }
  }

  @Test
  void nobodyListeningIsTriedAgain() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(send(MailServer.parse("smtp://127.0.0.1:" + free, Map.of()), PATIENT))
        .isEqualTo(new Outcome.Retry("connection refused by 127.0.0.1:" + free));
  }
}
