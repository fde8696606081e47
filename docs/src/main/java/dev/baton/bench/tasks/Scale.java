package dev.baton.bench.tasks;

/// How much of a row's full work is done: all of it to measure, a fraction to see that it works.
record Scale(double fraction) {
  static final Scale FULL = new Scale(1);
  static final Scale QUICK = new Scale(0.01);

  Scale {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("scale must be above 0 and at most 1, got " + fraction);
    }
  }

  int of(int full) {
    return (int) Math.max(1, Math.round(full * fraction));
  }
}
