package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.exchange;
import static dev.baton.net.http.TestServer.get;
import static dev.baton.net.http.TestServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.VirtualLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is ambiguous, malformed or too large is refused, and nothing after it is believed.
class RefusalTest {
  private final HttpServer server =
      new HttpServer(SETTINGS.withMaxHead(100, 5, 200).withMaxBody(1_000), TestServer::echo);

  private void check(int status, String sentence, String request) throws Exception {
    String bytes =
        request.replace("~", "\r\n").replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    for (int largestRead : new int[] {1, 7, 10_000}) {
      VirtualLoop.run(
          () -> {
            String response = exchange(server, bytes + get("/smuggled"), largestRead);
            assertThat(status(response)).isEqualTo("" + status);
            assertThat(response).contains("Connection: close\r\n").endsWith(sentence + "\n");
          });
    }
  }

  /// RFC 9110, 9.3.2: what would come is said and not sent.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD / HTTP/1.1~~",
        "~HEAD / HTTP/1.1~~",
        "HEAD /%2 HTTP/1.1~Host: a~~",
        "HEAD / HTTP/2.0~Host: a~~",
        "HEAD /  HTTP/1.1~Host: a~~",
        "HEAD / HTTP/1.1~Host: a~X: \0~~",
        "HEAD /xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            + " HTTP/1.1~Host: a~~"
      })
  void aHeadRequestIsRefusedWithoutABody(String request) throws Exception {
    String bytes = request.replace("~", "\r\n");
    for (int largestRead : new int[] {1, 10_000}) {
      VirtualLoop.run(
          () -> {
            String response = exchange(server, bytes + get("/smuggled"), largestRead);
            assertThat(status(response)).matches("4..|505");
            assertThat(response)
                .containsPattern("Content-Length: [1-9]")
                .contains("Connection: close\r\n")
                .endsWith("\r\n\r\n");
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | the method must be followed by one space, not ':'         | G:T / HTTP/1.1~Host: a~~
          400 | the target must be followed by one space, not the end of the line | GET /~Host: a~~
          400 | the target must be followed by one space, not 0x20        | GET  / HTTP/1.1~Host: a~~
          400 | the request line must end with HTTP/1.1                   | GET /  HTTP/1.1~Host: a~~
          400 | the request line must end with HTTP/1.1                   | GET / HTTP/1.1 ~Host: a~~
          400 | the request line must end with HTTP/1.1                   | GET / http/1.1~Host: a~~
          400 | the request line must end with HTTP/1.1                   | GET / HTTP/11~Host: a~~
          400 | the target must be followed by one space, not '#'         | GET /#x HTTP/1.1~Host: a~~
          400 | the target must be followed by one space, not 0x00        | GET /\\0 HTTP/1.1~Host: a~~
          400 | the request target must begin with a slash                | GET a HTTP/1.1~Host: a~~
          400 | the request target must begin with a slash                | GET * HTTP/1.1~Host: a~~
          400 | a percent sign in the target has no two digits after it   | GET /%2 HTTP/1.1~Host: a~~
          400 | a percent sign in the target has no two digits after it   | GET /?%zz HTTP/1.1~Host: a~~
          400 | the path is not UTF-8                                     | GET /%ff HTTP/1.1~Host: a~~
          400 | the path holds a NUL                                      | GET /a%00b HTTP/1.1~Host: a~~
          400 | the target names another host than the Host field         | GET http://b/ HTTP/1.1~Host: a~~
          400 | the request line is empty                                 | ~~~~~GET / HTTP/1.1~Host: a~~
          400 | a line ends without a carriage return                     | GET / HTTP/1.1\\nHost: a~~
          400 | a line ends without a carriage return                     | GET / HTTP/1.1~Host: a\\n\\n
          400 | a header value holds the character 0x0d                   | GET / HTTP/1.1~Host: a~X: a\\rb~~
          400 | a header value holds the character 0x00                   | GET / HTTP/1.1~Host: a~X: \\0~~
          400 | a header line begins with a space: folding is obsolete    | GET / HTTP/1.1~Host: a~X: 1~ 2~~
          400 | a header line begins with a space: folding is obsolete    | GET / HTTP/1.1~ Host: a~~
          400 | a header name must be followed by a colon, not 0x20       | GET / HTTP/1.1~Host : a~~
          400 | a header name must be followed by a colon, not ':'        | GET / HTTP/1.1~: a~~
          400 | a header name must be followed by a colon, not '('        | GET / HTTP/1.1~Ho(st: a~~
          400 | a header line has no colon                                | GET / HTTP/1.1~Host~~
          400 | the Host field is missing                                 | GET / HTTP/1.1~X: a~~
          400 | there are two Host fields                                 | GET / HTTP/1.1~Host: a~host: a~~
          400 | the Host field names no host                              | GET / HTTP/1.1~Host:~~
          400 | the Host field names no host                              | GET / HTTP/1.1~Host: a, b~~
          400 | there are two Content-Length fields                       | POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1~~x
          400 | Content-Length must be a number                           | POST / HTTP/1.1~Host: a~Content-Length: 1, 1~~x
          400 | Content-Length must be a number                           | POST / HTTP/1.1~Host: a~Content-Length: +1~~x
          400 | Content-Length must be a number                           | POST / HTTP/1.1~Host: a~Content-Length: 0x1~~x
          400 | Content-Length must have 1 to 18 digits                   | POST / HTTP/1.1~Host: a~Content-Length:~~x
          400 | Content-Length must have 1 to 18 digits                   | POST / HTTP/1.1~Host: a~Content-Length: 18446744073709551617~~x
          400 | the body has a length and is chunked too                  | POST / HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: chunked~~0~~
          400 | the body has a length and is chunked too                  | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Content-Length: 0~~0~~
          400 | the body cannot be chunked twice                          | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked, chunked~~0~~
          400 | the body cannot be chunked twice                          | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~
          400 | Transfer-Encoding names no coding                         | POST / HTTP/1.1~Host: a~Transfer-Encoding: ,chunked~~0~~
          400 | HTTP/1.0 knows no transfer codings                        | POST / HTTP/1.0~Transfer-Encoding: chunked~~0~~
          501 | the only transfer coding of this server is chunked        | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~
          501 | the only transfer coding of this server is chunked        | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked;a=b~~0~~
          501 | this server is no proxy                                   | CONNECT a:80 HTTP/1.1~Host: a:80~~
          505 | this server speaks HTTP/1.1                               | GET / HTTP/2.0~Host: a~~
          505 | this server speaks HTTP/1.1                               | PRI * HTTP/2.0~~SM~~
          417 | the only expectation that this server meets is 100-continue | GET / HTTP/1.1~Host: a~Expect: 200-ok~~
          413 | the body has more than 1000 bytes                         | POST / HTTP/1.1~Host: a~Content-Length: 1001~~x
          413 | the body has more than 1000 bytes                         | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~3e9~x
          431 | more than 5 header fields                                 | GET / HTTP/1.1~Host: a~B: 1~C: 1~D: 1~E: 1~F: 1~~
          """)
  void refusesABadRequest(int status, String sentence, String request) throws Exception {
    check(status, sentence, request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | a chunk size begins with 'g'                  | g~x~0~~
          400 | a chunk size begins with '-'                  | -1~x~0~~
          400 | a chunk size begins with 0x20                 | ' 1~x~0~~'
          400 | a chunk size begins with 0x0d                 | ~0~~
          400 | a chunk size holds 'x'                        | 0x1~x~0~~
          400 | a chunk size holds 0x20                       | 1 ~x~0~~
          400 | a chunk size holds 0x0a                       | 1\\nx~0~~
          400 | a chunk size has a bare CR                    | 1\\rx~0~~
          400 | a chunk size has more than 15 digits          | 0000000000000001~x~0~~
          400 | a chunk is longer than its size               | 1~xx~0~~
          400 | a chunk is longer than its size               | 1~x\\n0~~
          400 | a chunk extension holds 0x0a                  | 1;a\\nx~0~~
          400 | a chunk extension is not of the form ;name=value | 1;a="~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;a="b\\"~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;a="b"c~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;a=b"c"~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;a=~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;=b~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;~x~0~~
          400 | a chunk extension is not of the form ;name=value | 1;a;;b~x~0~~
          400 | a chunk extension is not of the form ;name=value | '1;a b~x~0~~'
          400 | a chunk extension is not of the form ;name=value | 0;a="~~
          400 | a trailer field holds 0x20                    | '0~ a~~'
          400 | a trailer field holds 0x0a                    | 0~\\n
          400 | a trailer field holds 0x0a                    | 0~A: b\\n~~
          400 | a trailer line holds a bare CR                | 0~A: b\\rc~~
          400 | the body ends with a bare CR                  | 0~\\rx
          413 | the body has more than 1000 bytes             | fffffffffffffff~x
          """)
  void refusesABadChunk(int status, String sentence, String body) throws Exception {
    check(status, sentence, "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~~" + body);
  }

  @ParameterizedTest
  @CsvSource({"99, 404", "100, 404", "101, 414", "5000, 414"})
  void refusesALongRequestLine(int length, int status) throws Exception {
    HttpServer none =
        new HttpServer(
            SETTINGS.withMaxHead(100, 5, 200),
            _ -> {
              throw new HttpException(404, "none");
            });
    String line = "GET /" + "x".repeat(length - 14) + " HTTP/1.1";
    assertThat(line).hasSize(length);
    VirtualLoop.run(
        () -> {
          for (int largestRead : new int[] {1, 10_000}) {
            String response = exchange(none, line + "\r\nHost: a\r\n\r\n", largestRead);
            assertThat(status(response)).isEqualTo("" + status);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"200, 200", "201, 431", "5000, 431"})
  void refusesLargeHeaderFields(int length, int status) throws Exception {
    String field = "X:" + "x".repeat(length - "Host: a\r\nX:\r\n\r\n".length());
    String fields = "Host: a\r\n" + field + "\r\n\r\n";
    assertThat(fields).hasSize(length);
    String request = "GET / HTTP/1.1\r\n" + fields;
    VirtualLoop.run(
        () -> {
          for (int largestRead : new int[] {1, 10_000}) {
            assertThat(status(exchange(server, request, largestRead))).isEqualTo("" + status);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"256, 200", "257, 400"})
  void refusesALongChunkExtension(int length, int status) throws Exception {
    HttpServer roomy = new HttpServer(SETTINGS, TestServer::echo);
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            + "x".repeat(length)
            + "\r\nx\r\n0\r\n\r\n";
    VirtualLoop.run(() -> assertThat(status(exchange(roomy, request))).isEqualTo("" + status));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ";a",
        ";a;b",
        ";a=b;c",
        ";a=\"\"",
        ";a=\"b;c=d,\t\u00e9\"",
        ";a=\"say \\\"yes\\\\\"",
        "; a = b ; c"
      })
  void dropsChunkExtensions(String extensions) throws Exception {
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1"
            + extensions
            + "\r\nx\r\n0"
            + extensions
            + "\r\n\r\n";
    VirtualLoop.run(() -> assertThat(status(exchange(server, request))).isEqualTo("200"));
  }

  @Test
  void refusesManySmallChunkExtensions() throws Exception {
    String request =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "1;12345678\r\nx\r\n".repeat(100)
            + "0\r\n\r\n";
    VirtualLoop.run(
        () ->
            assertThat(exchange(server, request)).endsWith("the chunk extensions are too long\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0016\u0003\u0001", "\u0000", " GET", "<html>"})
  void refusesWhatIsNotHttpAtItsFirstByte(String garbage) throws Exception {
    VirtualLoop.run(() -> assertThat(status(exchange(server, garbage))).isEqualTo("400"));
  }
}
