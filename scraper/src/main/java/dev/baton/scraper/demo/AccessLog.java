package dev.baton.scraper.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Who was asked what, and when: what the world saw of a crawler. It is used on the world's loop.
public final class AccessLog {
  /// A crawl of the world makes some hundred requests. More than this are only counted.
  static final int MOST = 10_000;

  private final List<Visit> visits = new ArrayList<>();
  private Consumer<Visit> listener = _ -> {};
  private int total;

  /// Lets this know of each request from now on, once its answer has begun.
  public void listen(Consumer<Visit> newListener) {
    listener = newListener;
  }

  void add(Visit visit) {
    total++;
    if (visits.size() < MOST) {
      visits.add(visit);
    }
    listener.accept(visit);
  }

  /// The first requests, in the order in which they came.
  public List<Visit> visits() {
    return Collections.unmodifiableList(visits);
  }

  /// How many there were in all.
  public int total() {
    return total;
  }
}
