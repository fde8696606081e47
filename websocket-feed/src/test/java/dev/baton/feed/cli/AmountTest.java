package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "0.1254, share, 12.5 %",
    "1, share, 100.0 %",
    "0, bytes, 0 B",
    "999, bytes, 999 B",
    "1000, bytes, 0.98 KiB",
    "1536, bytes, 1.50 KiB",
    "34567, bytes, 33.8 KiB",
    "839680, bytes, 820 KiB",
    "1610612736, bytes, 1.50 GiB",
    "9e18, bytes, 7994 PiB",
    "839680, bytes/s, 820 KiB/s",
    "117, count, 117",
    "0.52, count, 0.52",
    "20, count/s, 20/s",
    "1.5, ms, 1.50 ms",
    "36.6, °C, 36.60 °C",
    "-3, bytes, -3 B"
  })
  void aValueIsReadWithItsUnit(double value, String unit, String text) {
    assertThat(Amount.text(value, new Unit(unit))).isEqualTo(text);
  }
}
