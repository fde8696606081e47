package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.JobArgs;
import dev.baton.jobs.Kinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KindTest {
  private static final Kinds KINDS =
      Kinds.of(new WebhookKind(), new EmailKind(), new ProcessKind());

  private static JobArgs read(String kind, String json) {
    return KINDS.find(kind).orElseThrow().read(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "webhook | {                           | the arguments are not JSON: a quote or bracket is"
            + " not closed at their line 1, column 2; seen: {",
        "webhook | {\"url\": \"http            | a quote or bracket is not closed at",
        "webhook | {} {}                       | more behind the end at their line 1, column 4;",
        "webhook | {'url': 1}                  | a wrong character or word, or a lone surrogate, at"
            + " their line 1, column 2;",
        "webhook | {\"url\": tru}              | a wrong character or word, or a lone surrogate, at"
            + " their line 1",
        "webhook | []                          | must be a JSON object; seen: []",
        "webhook | {}                          | webhook: \"url\" is missing",
        "webhook | {\"url\": 5}                | \"url\" is not a text but 5; put it in quotes",
        "webhook | {\"url\": \" \"}            | \"url\" has 0 characters; give 1 to 2,048",
        "webhook | {\"url\": \"ftp://x/\"}     | \"url\" is no address: ftp://x/",
        "webhook | {\"url\": \"http://\"}      | \"url\" is no address",
        "webhook | {\"url\": \"http://h/\", \"urk\": 1} | \"urk\" is not known; known: body, url",
        "webhook | {\"url\": \"http://h/\", \"url\": \"http://h/\"} | \"url\" is given"
            + " twice at their line 1, column 29; seen:",
        "webhook | {\"url\": \"http://h/\", \"body\": [{\"a\": 1, \"b\": {}, \"a\": 2}]} | \"a\" is"
            + " given twice at",
        "webhook | {\"url\": \"http://h/\", \"body\": [{\"a\": \"x\\ud800\"}]} | \"body\" holds"
            + " half a character (a lone surrogate); give both halves",
        "webhook | {\"url\": \"http://h/\", \"body\": {\"\\ud800\": 1}} | surrogate",
        "email   | {\"text\": \"\\ude00\\ud83d\"} | \"text\" holds half a character",
        "email   | {\"to\": \"nobody\"}        | \"to\" is no address: nobody",
        "email   | {\"to\": \"group: a@b.example, d@e.example;\"} | \"to\" is no address: group:",
        "email   | {\"to\": [\"a@b.example\", \"g: d@e.example;\"]} | \"to\" is no address: g:",
        "email   | {\"to\": \"a@b.example, d@e.example\"} | \"to\" is no address",
        "email   | {\"to\": \"@a.example,@b.example:d@e.example\"} | \"to\" is no address",
        "email   | {\"to\": \"@a.example:d@e.example\"} | \"to\" is no address: @a.example:d@e",
        "email   | {\"to\": \"Me <@a.example:d@e.example>\"} | \"to\" is no address: Me",
        "email   | {\"to\": \"Me, Inc. <me@example.org>\"} | \"to\" is no address",
        "email   | {\"to\": []}                | \"to\" has 0 entries; give 1 to 50",
        "process | {\"input\": \"a\", \"output\": \"./a\", \"groupBy\": \"g\", \"sum\": \"s\"} | is"
            + " the same file as the input",
        "process | {\"input\": \"a\\u0000\"}   | has control characters: a\\u0000",
        "process | {\"input\": \"a\", \"output\": \"b\", \"groupBy\": \"g\", \"sum\": \"s\","
            + " \"filter\": {\"column\": \"c\", \"is\": \"~\", \"value\": \"v\"}} | process.filter:"
            + " \"is\" is no comparison: ~; use one of",
      })
  void saysWhatIsWrong(String kind, String json, String complaint) {
    assertThatThrownBy(() -> read(kind, json))
        .isInstanceOf(BadArgsException.class)
        .hasMessageStartingWith(kind)
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:hunter2@host/x",
        "http://hunter2@host/x",
        "HTTP://user:hunter2@host",
        "http:user:hunter2@host",
        "ftp://user:hunter2@host",
        "http://user:hunter2@ho st/"
      })
  void credentialsInAnAddressAreRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> new WebhookKind().read("{\"url\": \"" + url + "\"}"))
        .hasMessageContaining("holds a user name or password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void credentialsInWhatCannotBeReadAreNotRepeated() {
    assertThatThrownBy(() -> new WebhookKind().read("{\"url\": \"http://user:hunter2@host/x\""))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aSubjectWithALineBreakCannotAddHeaders() {
    assertThatThrownBy(
            () ->
                new EmailKind()
                    .read(
                        """
                        {"from": "a@example.org", "to": "b@example.org", "text": "t",
                         "subject": "s\\r\\nBcc: c@example.org"}\
                        """))
        .hasMessageContaining("\"subject\" has control characters: s\\u000d\\u000aBcc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "webhook | {\"url\":\"https://example.org/hook?a=b\",\"body\":{\"n\":[1,null]}} |"
            + " https://example.org/hook",
        "email   | {\"from\":\"Me"
            + " <me@example.org>\",\"to\":[\"b@example.org\",\"c@example.org\"],\"subject\":\"Hé\",\"text\":\"x\\n"
            + "y\"} | b@example.org and 1 more: Hé",
        "process |"
            + " {\"input\":\"/d/in.csv\",\"output\":\"/d/out.csv\",\"groupBy\":\"g\",\"sum\":\"s\",\"filter\":{\"column\":\"c\",\"is\":\">=\",\"value\":\"5\"}}"
            + " | s by g of in.csv",
      })
  void whatIsStoredReadsBackTheSame(String kind, String json, String summary) {
    JobArgs args = read(kind, json);

    assertThat(args.toJson()).isEqualTo(json);
    assertThat(read(kind, args.toJson())).isEqualTo(args);
    assertThat(args.summary()).isEqualTo(summary);
  }

  @ParameterizedTest
  @CsvSource({"[, ]", "{\"a\":, }"})
  void bracketsThatAreTooDeepAreTold(String open, String close) {
    String deep = open.repeat(1000) + "1" + close.repeat(1000);
    assertThatThrownBy(() -> read("webhook", "{\"url\": \"http://h/\", \"body\": " + deep + "}"))
        .isInstanceOf(BadArgsException.class)
        .hasMessageStartingWith(
            "webhook: the arguments are not JSON: too deep brackets, or a number of too many"
                + " digits");
  }
}
