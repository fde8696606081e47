package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeSettingsTest {
  @ParameterizedTest
  @CsvSource({"PT0.01S, 10000", "PT0.09S, 10000", "PT0.1S, 9000", "PT1S, 900", "PT1H, 1"})
  void theHistoryIsBoundedByItsAgeAndByItsReadings(Duration every, int readings) {
    assertThat(ServeSettings.DEFAULT.withEvery(every).capacity()).isEqualTo(readings);
  }
}
