package dev.baton.testing.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every primitive, in very many orders, and with a task cancelled at each moment of them.
class PrimitivesTest {
  private static final boolean HANDED_OFF = "never".equals(System.getProperty("baton.mounted"));

  /// A switch that goes through two threads takes some 30 times as long, and the order is the same.
  private static final int ORDERS = HANDED_OFF ? 200 : Nightly.amount(1_000, 10_000);

  private static final int ORDERS_WITH_CANCELLATION = HANDED_OFF ? 3 : Nightly.amount(20, 100);

  @ParameterizedTest
  @EnumSource
  void passesInRandomOrders(Primitive primitive) {
    try (var _ = Nightly.measure("%,d orders of %s".formatted(ORDERS, primitive))) {
      Exploration found = Explorer.random(ORDERS).check(primitive.program());
      assertThat(found.failures()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void passesWithACancellationAnywhere(Primitive primitive) {
    Exploration found =
        Explorer.random(ORDERS_WITH_CANCELLATION).cancelEverywhere().check(primitive.program());
    assertThat(found.schedules()).isGreaterThan(ORDERS_WITH_CANCELLATION * 10);
    Nightly.figure(
        "%,d schedules of %s with a cancellation".formatted(found.schedules(), primitive));
  }
}
