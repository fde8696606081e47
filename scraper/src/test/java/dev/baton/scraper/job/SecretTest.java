package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.scraper.fetch.Credentials;
import dev.baton.scraper.job.Secret.Kind;
import dev.baton.scraper.job.Secret.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final List<HttpUrl> STARTS =
      List.of(HttpUrl.get("http://h.test/a"), HttpUrl.get("http://h.test/b"));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HEADER | X-Key: $KEY               | http://h.test/  | X-Key         | KEY",
        "HEADER | X-Key:$KEY                | http://h.test/  | X-Key         | KEY",
        "HEADER | https://o.test X-Key: $K  | https://o.test/ | X-Key         | K",
        "AUTH   | me@h.test : $PASSWORD     | http://h.test/  | me@h.test     | PASSWORD",
        "AUTH   | two words: $PASSWORD      | http://h.test/  | two words     | PASSWORD",
        "COOKIE | $JAR                      | http://h.test/  | ''            | JAR",
        "COOKIE | http://o.test:81/ $JAR    | http://o.test:81/ | ''          | JAR",
      })
  void readsWhatItIsForAndWhereItIs(
      Kind kind, String text, String origin, String name, String place) {
    assertThat(Secret.parse(kind, text, STARTS))
        .isEqualTo(new Secret(kind, HttpUrl.get(origin), name, Source.VARIABLE, place));
  }

  @Test
  void aFileIsFoundFromAnotherFolderToo() {
    assertThat(Secret.parse(Kind.COOKIE, "@jar: 1.txt", STARTS).place())
        .isEqualTo(Path.of("jar: 1.txt").toAbsolutePath().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Key: hush",
        "X-Key=hush",
        "hush",
        "",
        "X-Key:",
        "X-Key: $",
        "X-Key: $hu-sh",
        "$hush",
        "X-Key: ${hush}",
        "http://h.test/hush X-Key: hush"
      })
  void neverRepeatsWhatMayBeASecret(String text) {
    assertThatThrownBy(() -> Secret.parse(Kind.HEADER, text, STARTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--header must be 'NAME: @FILE' or 'NAME: $VARIABLE' in single")
        .hasMessageNotContaining("hush");
  }

  @Test
  void anOriginHasNoPath() {
    assertThatThrownBy(() -> Secret.parse(Kind.COOKIE, "http://h.test/x $JAR", STARTS))
        .hasMessage(
            "--cookie must begin with an origin such as http://example.org, without a path");
  }

  @Test
  void whereThereAreSeveralOriginsOneMustBeNamed() {
    List<HttpUrl> two = List.of(STARTS.getFirst(), HttpUrl.get("https://h.test/"));

    assertThatThrownBy(() -> Secret.parse(Kind.COOKIE, "$JAR", two))
        .hasMessageEndingWith("such as 'http://h.test/ ...', as the URLs have several");
    assertThatThrownBy(() -> Secret.parse(Kind.COOKIE, "$JAR", List.of()))
        .hasMessageEndingWith("such as 'http://example.org ...', as no URL was typed");
  }

  @Test
  void theValueComesFromItsPlaceEachTime() throws IOException {
    Path file = folder.resolve("key.txt");
    Files.writeString(file, "  one\n");
    Secret secret = Secret.parse(Kind.HEADER, "X-Key: @" + file, STARTS);

    assertThat(value(secret)).hasToString("credentials for [http://h.test]");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> value(secret)).hasMessageEndingWith("cannot be used: it is empty");
    Files.writeString(file, "x".repeat(70_000));
    assertThatThrownBy(() -> value(secret)).hasMessageEndingWith("it is larger than 64 KiB");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> value(secret))
        .hasMessageEndingWith("cannot be used: it is not UTF-8; save it as UTF-8");
    Secret folders = Secret.parse(Kind.HEADER, "X-Key: @" + folder, STARTS);
    assertThatThrownBy(() -> value(folders)).hasMessageEndingWith("Is a directory");
    Files.delete(file);
    assertThatThrownBy(() -> value(secret)).hasMessageEndingWith("cannot be used: there is none");
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aFileWithoutAnEndIsTooLarge() {
    assumeTrue(Files.exists(Path.of("/dev/zero")));
    Secret secret = Secret.parse(Kind.HEADER, "X-Key: @/dev/zero", STARTS);

    assertThatThrownBy(() -> value(secret)).hasMessageEndingWith("it is larger than 64 KiB");
  }

  @Test
  void aVariableMustBeSet() {
    Secret secret = Secret.parse(Kind.AUTH, "me: $PASSWORD", STARTS);

    assertThatThrownBy(() -> value(secret))
        .hasMessage(
            "--auth takes its value from the variable PASSWORD, which is not set;"
                + " set it and export it");
    assertThat(secret.addTo(Credentials.none(), Map.of("PASSWORD", "x")::get)).isNotNull();
  }

  private static Credentials value(Secret secret) {
    return secret.addTo(Credentials.none(), Map.<String, String>of()::get);
  }
}
