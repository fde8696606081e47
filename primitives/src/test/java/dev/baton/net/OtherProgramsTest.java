package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other people's programs at the other end, where they are installed.
@Tag("process")
class OtherProgramsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void opensslSpeaksTlsWithOurServer(String version) throws Exception {
    Programs.assumeInstalled("openssl");
    Certificates certificates = new Certificates(folder);
    SSLContext context = certificates.context("TLSv1.3");
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort());
              ChildProcess openssl =
                  start(
                      "openssl",
                      "s_client",
                      version,
                      "-quiet",
                      "-verify_return_error",
                      "-CAfile",
                      certificates.pem().toString(),
                      "-verify_hostname",
                      "localhost",
                      "-connect",
                      "127.0.0.1:" + listener.port())) {
            Stream server = Tls.server(listener.accept(), context);
            openssl.writeLine("hello");
            assertThat(server.readLine(100)).isEqualTo("hello");
            server.write("answer 1\n");
            assertThat(Blocking.call(() -> openssl.awaitLine("answer "))).isEqualTo("answer 1");
            server.close();
          }
        });
  }

  @Test
  void opensslServesOurTlsClient() throws Exception {
    Programs.assumeInstalled("openssl");
    Certificates certificates = new Certificates(folder);
    try (ChildProcess openssl =
        start(
            "openssl",
            "s_server",
            "-rev", // sends every line back, reversed
            "-accept",
            "127.0.0.1:0",
            "-key",
            certificates.key().toString(),
            "-cert",
            certificates.pem().toString())) {
      String accepts = openssl.awaitLine("ACCEPT 127.0.0.1:");
      int port = Integer.parseInt(accepts.substring(accepts.lastIndexOf(':') + 1));
      RealLoop.run(
          () -> {
            Stream plain = Net.connect("127.0.0.1", port);
            try (Stream client = Tls.client(plain, "localhost", certificates.context("TLSv1.3"))) {
              client.write("abc\n");
              assertThat(client.readLine(100)).isEqualTo("cba");
            }
          });
    }
  }

  @Test
  void curlGetsAFileFromHandWrittenHttp() throws Exception {
    Programs.assumeInstalled("curl");
    String body = "x".repeat(1_000_000);
    RealLoop.run(
        () -> {
          try (Listener listener = Net.listen(RealLoop.anyPort())) {
            var serving = Async.spawn(() -> answerOne(listener.accept(), body));
            Path file = folder.resolve("got");
            String url = "http://127.0.0.1:" + listener.port() + "/";
            int exit =
                Blocking.call(
                    () ->
                        new ProcessBuilder("curl", "-s", "-o", file.toString(), url)
                            .start()
                            .waitFor());
            assertThat(exit).isZero();
            assertThat(Files.readString(file)).isEqualTo(body);
            serving.await();
          }
        });
  }

  private static ChildProcess start(String... command) throws IOException {
    return ChildProcess.start(new ProcessBuilder(command).redirectErrorStream(true));
  }

  private static void answerOne(Stream stream, String body) throws IOException {
    try (stream) {
      stream.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 10_000);
      stream.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
      stream.write(body);
    }
  }
}
