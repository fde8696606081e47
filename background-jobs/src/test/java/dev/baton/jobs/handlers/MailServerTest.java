package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailServerTest {
  @Test
  void readsHostAndPort() {
    assertThat(MailServer.parse("smtp://mail.example.org:587", Map.of()))
        .isEqualTo(new MailServer("mail.example.org", 587, false, Optional.empty()));
    assertThat(MailServer.parse("smtps://mail.example.org", Map.of()))
        .isEqualTo(new MailServer("mail.example.org", 465, true, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail.example.org", "http://h", "smtp://", "smtp://h/path", "smtp://h h"})
  void refusesWhatIsNoServer(String text) {
    assertThatThrownBy(() -> MailServer.parse(text, Map.of()))
        .hasMessageStartingWith("the mail server's address is not usable: ")
        .hasMessageEndingWith("give one like smtp://mail.example.org:587");
  }

  @Test
  void credentialsBelongIntoTheEnvironment() {
    assertThatThrownBy(() -> MailServer.parse("smtp://me:hunter2@h", Map.of()))
        .hasMessageContaining(MailServer.PASSWORD)
        .hasMessageNotContaining("hunter2");
    MailServer server =
        MailServer.parse("smtp://h", Map.of(MailServer.USER, "me", MailServer.PASSWORD, "hunter2"));
    assertThat(server.login()).contains(new MailServer.Login("me", "hunter2"));
    assertThat(server.toString()).doesNotContain("hunter2");
    assertThat(server.properties().getProperty("mail.smtp.starttls.required")).isEqualTo("true");
  }
}
