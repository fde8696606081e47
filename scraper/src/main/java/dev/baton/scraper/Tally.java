package dev.baton.scraper;

import java.util.EnumMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// How many URLs there are in each state, and what the statuses of the answers were.
public final class Tally {
  private final Map<UrlState, Integer> states = new EnumMap<>(UrlState.class);
  private final TreeMap<Integer, Integer> statuses = new TreeMap<>();
  private int visited;
  private int retries;

  void add(UrlState state) {
    move(null, state, 1);
  }

  /// @param from null: they were not known before
  void move(UrlState from, UrlState to, int count) {
    if (from != null) {
      states.merge(from, -count, Integer::sum);
    }
    states.merge(to, count, Integer::sum);
  }

  /// A page was asked for, and that is all.
  ///
  /// @param status 0 if no answer came
  void addVisit(int status) {
    visited++;
    if (status != 0) {
      statuses.merge(status, 1, Integer::sum);
    }
  }

  void addRetry() {
    retries++;
  }

  /// How many URLs are in this state.
  public int count(UrlState state) {
    return states.getOrDefault(state, 0);
  }

  /// How many pages were asked for, and are done; sitemaps are none.
  public int visited() {
    return visited;
  }

  /// How many pages are written, or are about to be: those that were asked for, without the ones
  /// that ask not to be written.
  public int pages() {
    return visited - count(UrlState.NOINDEX);
  }

  /// How many URLs were seen.
  public int seen() {
    return states.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many answers there were of each status, in order.
  public SequencedMap<Integer, Integer> statuses() {
    return statuses;
  }

  /// How often a URL was asked for once more.
  public int retries() {
    return retries;
  }
}
