package dev.baton.bench.feed.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {
  private static final byte[] EVENT =
      ("..{\"op\":\"ev\",\"ch\":\"host.cpu\",\"epoch\":\"k3f9\",\"seq\":1241,"
              + "\"ts\":1795429200123456,\"d\":{\"load\":0.125}}")
          .getBytes(US_ASCII);

  @Test
  void theNumberAndTheTimeOfAnEventAreFound() {
    assertThat(EventText.isEvent(EVENT, 2, EVENT.length)).isTrue();
    assertThat(EventText.seq(EVENT, 2, EVENT.length)).isEqualTo(1241);
    assertThat(EventText.time(EVENT, 2, EVENT.length)).isEqualTo(1_795_429_200_123_456L);
  }

  @Test
  void nothingIsReadBehindTheEnd() {
    int comma = new String(EVENT, US_ASCII).indexOf(",\"ts\"");

    assertThat(EventText.seq(EVENT, 2, comma)).isEqualTo(1241);
    assertThat(EventText.time(EVENT, 2, comma)).isEqualTo(-1);
    assertThat(EventText.time(EVENT, 2, comma + 6)).isEqualTo(-1);
    assertThat(EventText.isEvent(EVENT, 2, 6)).isFalse();
  }

  @Test
  void aHeartbeatIsNoEventThoughItHasATime() {
    byte[] heartbeat = "{\"op\":\"hb\",\"ts\":1,\"top\":{}}".getBytes(US_ASCII);

    assertThat(EventText.isEvent(heartbeat, 0, heartbeat.length)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"op\":\"bye\",\"code\":4429}", "{\"op\":\"err\",\"id\":1}"})
  void refusalsAreKnown(String text) {
    byte[] bytes = text.getBytes(US_ASCII);

    assertThat(EventText.isRefusal(bytes, 0, bytes.length)).isTrue();
    assertThat(EventText.isSubscribed(bytes, 0, bytes.length)).isFalse();
  }

  @Test
  void theAnswerToASubscriptionIsKnown() {
    byte[] bytes = "{\"op\":\"subbed\",\"id\":1}".getBytes(US_ASCII);

    assertThat(EventText.isSubscribed(bytes, 0, bytes.length)).isTrue();
    assertThat(EventText.isRefusal(bytes, 0, bytes.length)).isFalse();
  }
}
