package dev.baton.testing;

/// All that decides how one run goes: in which order tasks take turns, and what disturbs them.
///
/// As text, which is what failures name and [Explorer#replay(String)] takes: `seed:17`,
/// `order:0120`, `fifo`; `cancel:3`, `reset:2`, if the order is first come, first served; or both,
/// `seed:17+cancel:3`.
record Schedule(Order order, Disturbance disturbance) {
  static final Schedule FIRST_COME = new Schedule(Order.FIRST_COME, Disturbance.NONE);

  Schedule with(Order other) {
    return new Schedule(other, disturbance);
  }

  static Schedule parse(String text) {
    int plus = text.indexOf('+');
    Order order = Order.parse(plus < 0 ? text : text.substring(0, plus));
    if (plus < 0 && order != null) {
      return new Schedule(order, Disturbance.NONE);
    }
    Disturbance disturbance = Disturbance.parse(text.substring(plus + 1));
    if (plus < 0) {
      order = Order.FIRST_COME;
    }
    if (order == null || disturbance == null) {
      throw new IllegalArgumentException(
          "a schedule is seed:NUMBER, order:DIGITS or fifo, with +cancel:NUMBER or +FAULT:NUMBER"
              + " if something disturbs it, got \""
              + text
              + "\"");
    }
    return new Schedule(order, disturbance);
  }

  @Override
  public String toString() {
    if (disturbance.equals(Disturbance.NONE)) {
      return order.toString();
    }
    return order.equals(Order.FIRST_COME) ? disturbance.toString() : order + "+" + disturbance;
  }
}
