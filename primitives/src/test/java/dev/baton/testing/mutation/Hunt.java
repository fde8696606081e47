package dev.baton.testing.mutation;

import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testing.primitives.Primitive;
import java.util.List;

/// Looks for a mistake in a primitive by the scenario that it has to pass: what a [BrokenWorld]
/// runs.
public final class Hunt {
  private static final int ORDERS = 100;
  private static final int ORDERS_WITH_CANCELLATION = 10;

  private Hunt() {}

  /// The first schedule that fails, and how; null if none does.
  public static String find(String primitive) {
    List<Explorer> explorers =
        List.of(
            Explorer.random(ORDERS), Explorer.random(ORDERS_WITH_CANCELLATION).cancelEverywhere());
    for (Explorer explorer : explorers) {
      Exploration found = explorer.exploreUntilFailure(Primitive.valueOf(primitive).program());
      if (found.failures() > 0) {
        return found.firstFailing() + ": " + found.firstFailure();
      }
    }
    return null;
  }
}
