package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WEBHOOK | {                           | are not JSON",
        "WEBHOOK | {} {}                       | are not JSON",
        "WEBHOOK | []                          | must be a JSON object; seen: []",
        "WEBHOOK | {}                          | webhook: \"url\" is missing",
        "WEBHOOK | {\"url\": 5}                | \"url\" is not a text but 5; put it in quotes",
        "WEBHOOK | {\"url\": \" \"}            | \"url\" has 0 characters; give 1 to 2,048",
        "WEBHOOK | {\"url\": \"ftp://x/\"}     | \"url\" is no address: ftp://x/",
        "WEBHOOK | {\"url\": \"http://\"}      | \"url\" is no address",
        "WEBHOOK | {\"url\": \"http://h/\", \"urk\": 1} | \"urk\" is not known; known: body, url",
        "WEBHOOK | {\"url\": \"http://h/\", \"url\": \"http://h/\"} | are not JSON",
        "EMAIL   | {\"to\": \"nobody\"}        | \"to\" is no address: nobody",
        "EMAIL   | {\"to\": []}                | \"to\" has 0 entries; give 1 to 50",
        "PROCESS | {\"input\": \"a\", \"output\": \"./a\", \"groupBy\": \"g\", \"sum\": \"s\"} | is"
            + " the same file as the input",
        "PROCESS | {\"input\": \"a\\u0000\"}   | has control characters: a\\u0000",
        "PROCESS | {\"input\": \"a\", \"output\": \"b\", \"groupBy\": \"g\", \"sum\": \"s\","
            + " \"filter\": {\"column\": \"c\", \"is\": \"~\", \"value\": \"v\"}} | process.filter:"
            + " \"is\" is no comparison: ~; use one of",
      })
  void saysWhatIsWrong(Kind kind, String json, String complaint) {
    assertThatThrownBy(() -> kind.read(json))
        .isInstanceOf(BadArgsException.class)
        .hasMessageStartingWith(kind.id())
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
    assertThatThrownBy(() -> Kind.WEBHOOK.read("{\"url\": \"" + url + "\"}"))
        .hasMessageContaining("holds a user name or password")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void credentialsInWhatCannotBeReadAreNotRepeated() {
    assertThatThrownBy(() -> Kind.WEBHOOK.read("{\"url\": \"http://user:hunter2@host/x\""))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aSubjectWithALineBreakCannotAddHeaders() {
    assertThatThrownBy(
            () ->
                Kind.EMAIL.read(
                    """
                    {"from": "a@example.org", "to": "b@example.org", "text": "t",
                     "subject": "s\\r\\nBcc: c@example.org"}\
                    """))
        .hasMessageContaining("\"subject\" has control characters: s\\r\\nBcc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WEBHOOK | {\"url\":\"https://example.org/hook?a=b\",\"body\":{\"n\":[1,null]}} |"
            + " https://example.org/hook",
        "EMAIL   | {\"from\":\"Me"
            + " <me@example.org>\",\"to\":[\"b@example.org\",\"c@example.org\"],\"subject\":\"Hé\",\"text\":\"x\\n"
            + "y\"} | b@example.org and 1 more: Hé",
        "PROCESS |"
            + " {\"input\":\"/d/in.csv\",\"output\":\"/d/out.csv\",\"groupBy\":\"g\",\"sum\":\"s\",\"filter\":{\"column\":\"c\",\"is\":\">=\",\"value\":\"5\"}}"
            + " | s by g of in.csv",
      })
  void whatIsStoredReadsBackTheSame(Kind kind, String json, String summary) {
    JobArgs args = kind.read(json);

    assertThat(args.toJson()).isEqualTo(json);
    assertThat(kind.read(args.toJson())).isEqualTo(args);
    assertThat(args.summary()).isEqualTo(summary);
  }
}
