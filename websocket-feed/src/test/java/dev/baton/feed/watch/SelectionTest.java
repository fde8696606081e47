package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final List<String> PUBLISHED = List.of("host.cpu", "host.memory", "jvm.heap");

  @Test
  void whoNamesNothingWantsAll() {
    assertThat(Selection.ALL.choose(PUBLISHED)).isEqualTo(PUBLISHED);
    assertThat(Selection.ALL.missing("the server", PUBLISHED)).isEmpty();
  }

  @Test
  void namesAndBeginningsOfNamesAreChosen() {
    assertThat(of("host.*").choose(PUBLISHED)).containsExactly("host.cpu", "host.memory");
    assertThat(of("jvm.heap", "host.cpu").choose(PUBLISHED))
        .containsExactly("host.cpu", "jvm.heap");
    assertThat(of("*").choose(PUBLISHED)).isEqualTo(PUBLISHED);
  }

  @Test
  void theChannelOfAnAlertIsWantedToo() {
    Selection selection =
        new Selection(List.of("jvm.*"), List.of(Alert.parse("host.cpu.load > 0.9")));

    assertThat(selection.choose(PUBLISHED)).containsExactly("host.cpu", "jvm.heap");
  }

  @Test
  void whatIsNotPublishedIsSaidWithWhatMayHaveBeenMeant() {
    assertThat(of("host.cpus").missing("the server", PUBLISHED))
        .hasValue(
            "the server has no channel host.cpus; did you mean host.cpu? it has host.cpu,"
                + " host.memory, jvm.heap");
    assertThat(of("net.*").missing("the server", PUBLISHED))
        .hasValue("the server has no channel net.*; it has host.cpu, host.memory, jvm.heap");
    assertThat(
            new Selection(List.of(), List.of(Alert.parse("host.cpus.load > 1")))
                .missing("the server", PUBLISHED))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .startsWith("the server has no channel host.cpus; did you mean host.cpu?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "host*", "*.cpu", "host.**", "\u001b"})
  void whatCanBeNoChannelIsRefused(String pattern) {
    assertThatThrownBy(() -> of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Selection of(String... patterns) {
    return new Selection(List.of(patterns), List.of());
  }
}
