package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.host.Host;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.Unit;
import dev.baton.feed.protocol.ValueInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelsFormatTest {
  private static final List<ChannelInfo> CHANNELS =
      List.of(
          new ChannelInfo(
              "host.cpu",
              "the processors",
              List.of(
                  new ValueInfo("load", Unit.SHARE, "busy"),
                  new ValueInfo("heat", new Unit("°C"), ""))),
          new ChannelInfo("bare", "", List.of()));

  @Test
  void peopleGetColumns() {
    assertThat(ChannelsFormat.PLAIN.lines(CHANNELS))
        .containsExactly("host.cpu  the processors", "  load  share  busy", "  heat  °C", "bare");
  }

  @Test
  void programsGetALineForEachChannel() {
    assertThat(ChannelsFormat.JSON.lines(CHANNELS))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"type\":\"channel\",\"ch\":\"host.cpu\",\"about\":\"the processors\",");
  }

  @Test
  void whatThisMachinePublishesFitsInATerminal() {
    assertThat(ChannelsFormat.PLAIN.lines(new Host().channels()))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 80);
  }
}
