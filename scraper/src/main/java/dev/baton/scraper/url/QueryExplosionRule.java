package dev.baton.scraper.url;

import java.util.Optional;

/// Too many queries of one path.
///
/// A forum shows all its topics by one path: `?topic=1`, `?topic=2`, ... Filters of a shop look
/// different: from a few values come many combinations.
final class QueryExplosionRule implements TrapRule {
  private static final String NAME = "query explosion";
  private static final int QUERIES = 10_000;
  private static final int COMBINATIONS = 500;
  private static final int COMBINATIONS_A_VALUE = 10;

  /// As many parameters as make a query a combination. Two are often a thing and its page.
  private static final int PARAMETERS = 3;

  private static final int MAX_PATHS = 500;

  /// More than these cannot be a tenth of the queries.
  private static final int MAX_VALUES = QUERIES / COMBINATIONS_A_VALUE;

  private final RecentMap<Queries> paths = new RecentMap<>(MAX_PATHS);

  /// Of one path.
  private static final class Queries {
    private final LongSet values = new LongSet(MAX_VALUES);
    private int all;
    private int combinations;

    void add(KnownUrl url) {
      all++;
      if (isCombination(url)) {
        combinations++;
        url.parameters().forEach(parameter -> values.add(Hash.of(parameter)));
      }
    }

    boolean explode() {
      return combinations >= COMBINATIONS && combinations > values.size() * COMBINATIONS_A_VALUE;
    }
  }

  @Override
  public Optional<Trap> check(KnownUrl url) {
    Queries queries = url.parameters().isEmpty() ? null : paths.getOrDefault(key(url), null);
    if (queries == null) {
      return Optional.empty();
    }
    if (isCombination(url) && queries.explode()) {
      return Optional.of(new Trap(NAME, sentence(queries) + url.path()));
    }
    return queries.all >= QUERIES
        ? Optional.of(new Trap(NAME, "more than %d queries of ".formatted(QUERIES) + url.path()))
        : Optional.empty();
  }

  @Override
  public void add(KnownUrl url) {
    if (!url.parameters().isEmpty()) {
      long key = key(url);
      Queries queries = paths.getOrDefault(key, new Queries());
      queries.add(url);
      paths.put(key, queries);
    }
  }

  private static String sentence(Queries queries) {
    return "more than %d combinations of %d values in the query of "
        .formatted(queries.combinations, queries.values.size());
  }

  private static boolean isCombination(KnownUrl url) {
    return url.parameters().size() >= PARAMETERS;
  }

  private static long key(KnownUrl url) {
    return Hash.of(url.host(), url.path());
  }
}
