package dev.baton.feed.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelPatternTest {
  private static final List<String> CHANNELS =
      List.of("host.cpu", "host.memory", "hostile", "app.host.cpu");

  @Test
  void aNameMeansOneChannel() {
    ChannelPattern pattern = new ChannelPattern("host.cpu");

    assertThat(pattern.isForSeveral()).isFalse();
    assertThat(pattern.of(CHANNELS)).containsExactly("host.cpu");
  }

  @Test
  void aBeginningMeansAllThatBeginSo() {
    ChannelPattern pattern = new ChannelPattern("host.*");

    assertThat(pattern.isForSeveral()).isTrue();
    assertThat(pattern.of(CHANNELS)).containsExactly("host.cpu", "host.memory");
  }

  @Test
  void aStarMeansAll() {
    assertThat(new ChannelPattern("*").of(CHANNELS)).isEqualTo(CHANNELS);
  }

  @Test
  void otherPatternsAreNone() {
    assertThat(ChannelPattern.isValid("*")).isTrue();
    assertThat(ChannelPattern.isValid("a.b.*")).isTrue();
    assertThat(ChannelPattern.isValid("a*")).isFalse();
    assertThat(ChannelPattern.isValid("*.a")).isFalse();
    assertThat(ChannelPattern.isValid("")).isFalse();
    assertThat(ChannelPattern.isValid("x".repeat(Limits.NAME) + ".*")).isFalse();
  }
}
