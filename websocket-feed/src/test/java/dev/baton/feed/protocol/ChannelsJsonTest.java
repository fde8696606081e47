package dev.baton.feed.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsJsonTest {
  private static final ChannelInfo CPU =
      new ChannelInfo(
          "host.cpu",
          "the processors",
          List.of(
              new ValueInfo("load", Unit.SHARE, "busy"),
              new ValueInfo("heat", new Unit("°C"), "")));

  @Test
  void aListLooksLikeThis() {
    assertThat(ChannelsJson.text(List.of(CPU)))
        .isEqualTo(
            "{\"channels\":[{\"ch\":\"host.cpu\",\"about\":\"the processors\",\"values\":["
                + "{\"name\":\"load\",\"unit\":\"share\",\"about\":\"busy\"},"
                + "{\"name\":\"heat\",\"unit\":\"°C\",\"about\":\"\"}]}]}");
  }

  @Test
  void aListIsReadAsItWasWritten() throws Exception {
    List<ChannelInfo> channels = List.of(CPU, new ChannelInfo("empty", "nothing", List.of()));

    assertThat(ChannelsJson.parse(ChannelsJson.text(channels))).isEqualTo(channels);
    assertThat(ChannelsJson.parse(ChannelsJson.text(List.of()))).isEmpty();
  }

  @Test
  void whatLaterVersionsSayIsIgnored() throws Exception {
    assertThat(
            ChannelsJson.parse(
                "{\"x\":1,\"channels\":[{\"ch\":\"c\",\"every\":1,\"values\":["
                    + "{\"name\":\"v\",\"unit\":\"ms\",\"max\":7}]}]}"))
        .containsExactly(
            new ChannelInfo("c", "", List.of(new ValueInfo("v", Unit.MILLISECONDS, ""))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"channels\":{}}",
        "{\"channels\":[7]}",
        "{\"channels\":[{\"ch\":\"a b\",\"values\":[]}]}",
        "{\"channels\":[{\"ch\":\"c\"}]}",
        "{\"channels\":[{\"ch\":\"c\",\"values\":[{\"unit\":\"ms\"}]}]}",
        "{\"channels\":[{\"ch\":\"c\",\"values\":[{\"name\":\"v\"}]}]}",
        "{\"channels\":[{\"ch\":\"c\",\"values\":[{\"name\":\"v\",\"unit\":\"\"}]}]}",
        "{\"channels\":[{\"ch\":\"c\",\"values\":[{\"name\":\"v\",\"unit\":\"\\u001b[2J\"}]}]}",
        "{\"channels\":[{\"ch\":\"c\",\"values\":[{\"name\":\"v\",\"unit\":\"a-unit-that-is-long\"}]}]}"
      })
  void whatIsNoListIsRefusedInASentence(String text) {
    assertThatThrownBy(() -> ChannelsJson.parse(text))
        .isInstanceOf(BadMessageException.class)
        .hasMessageStartingWith("the list of channels");
  }

  @Test
  void tooManyChannelsAreRefused() {
    String channels =
        IntStream.rangeClosed(0, Limits.CHANNELS)
            .mapToObj(i -> "{\"ch\":\"c" + i + "\",\"values\":[]}")
            .collect(Collectors.joining(","));

    assertThatThrownBy(() -> ChannelsJson.parse("{\"channels\":[" + channels + "]}"))
        .hasMessageContaining("a list of at most 16");
  }
}
