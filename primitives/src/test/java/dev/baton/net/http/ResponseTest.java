package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResponseTest {
  @Test
  void aHeaderCannotBeginAnother() {
    Response response = Response.text("x");
    for (String value : new String[] {"a\r\nB: c", "a\nB: c", "a\rb", "a\0"}) {
      assertThatThrownBy(() -> response.header("X-A", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("value of header X-A must have no control character, got \"");
    }
    for (String value : new String[] {"\u0100", "\u560a", "\u20ac 5", "\ud83d\ude00", "\u560a\n"}) {
      assertThatThrownBy(() -> response.header("X-A", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("value of header X-A must be Latin-1, got \"" + value.charAt(0));
    }
    for (String name : new String[] {"", "A:", "A B", "A\r\n", "\u00e9"}) {
      assertThatThrownBy(() -> response.header(name, "b"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("header name must consist of letters, digits and signs, got \"");
    }
    assertThatThrownBy(() -> Response.redirect(303, "/\r\nSet-Cookie: a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Response.bytes(200, "text/plain\r\nA: b", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(response.header("X-A", "\u00e9\tb")).isSameAs(response);
  }

  @Test
  void aMissingNameOrValueIsNamed() {
    assertThatThrownBy(() -> Response.of(200).header("X-A", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("value of header X-A");
    assertThatThrownBy(() -> Response.of(200).header(null, "a"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name of a header");
    assertThatThrownBy(() -> Response.bytes(200, null, new byte[0]))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("value of header Content-Type");
  }

  @Test
  void whatTheServerSetsCannotBeSet() {
    for (String name : new String[] {"content-length", "Transfer-Encoding", "CONNECTION", "Date"}) {
      assertThatThrownBy(() -> Response.of(200).header(name, "1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "header " + name + " is set by the server, or by the method that makes the response");
    }
  }

  @Test
  void aStatusMustFit() {
    assertThatThrownBy(() -> Response.of(100)).hasMessageContaining("got 100");
    assertThatThrownBy(() -> Response.redirect(200, "/")).hasMessageContaining("got 200");
    assertThatThrownBy(() -> new HttpException(200, "")).hasMessageContaining("got 200");
  }

  @Test
  void limitsMustBePositive() {
    HttpSettings defaults = HttpSettings.defaults();
    assertThatThrownBy(() -> defaults.withMaxConnections(0))
        .hasMessage("maxConnections must be between 1 and 2147483647, got 0");
    assertThatThrownBy(() -> defaults.withMaxHead(0, 1, 1)).hasMessageContaining("maxRequestLine");
    assertThatThrownBy(() -> defaults.withMaxBody(0)).hasMessageContaining("maxBody");
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> defaults.withTimes(second, Duration.ZERO, second, second))
        .hasMessage("headLimit must be more than 0 and at most a year, got PT0S");
  }
}
