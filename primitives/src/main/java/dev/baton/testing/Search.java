package dev.baton.testing;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// The schedules of one exploration: all orders undisturbed, then all of them disturbed at the
/// first place, at the second, and so on until no run has such a place any more.
final class Search {
  private final Supplier<Orders> orders;

  /// Ways to disturb, each for any place.
  private final Iterator<IntFunction<Disturbance>> ways;

  private Disturbance disturbance = Disturbance.NONE;
  private Orders left;

  /// Null before the first way.
  private IntFunction<Disturbance> way;

  private int place;

  /// One of the runs had this place.
  private boolean reached;

  Search(Supplier<Orders> orders, List<IntFunction<Disturbance>> ways) {
    this.orders = orders;
    this.ways = ways.iterator();
    this.left = orders.get();
  }

  /// The next one, given how the last one went (null before the first); null when there is none
  /// left.
  Schedule next(ScheduleRun last) {
    reached |= last != null && last.isDisturbed();
    Order order = left.next(last);
    while (order == null) {
      if (!nextDisturbance()) {
        return null;
      }
      left = orders.get();
      order = left.next(null);
    }
    return new Schedule(order, disturbance);
  }

  private boolean nextDisturbance() {
    if (reached) {
      place++;
    } else if (ways.hasNext()) {
      way = ways.next();
      place = 1;
    } else {
      return false;
    }
    reached = false;
    disturbance = way.apply(place);
    return true;
  }
}
