package dev.baton.jobs.sqlite;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The statements with which a worker takes jobs of the kinds that it knows.
///
/// Each kind is searched on its own, in an index that begins with the kind and is in order, and no
/// further than the limit. So jobs of other kinds, however many wait, cost nothing; with one search
/// for all kinds SQLite would sort what it finds, or walk past what it must not take.
///
/// @param kinds at least one
record ClaimSql(List<String> kinds) {
  /// Parameters: now, limit for each kind, kinds.
  String promote() {
    return "UPDATE job SET state = 0 WHERE id IN (%s)"
        .formatted(
            all(
                """
                SELECT id FROM (SELECT id FROM job
                  WHERE state = 1 AND kind = ?%d AND run_at <= ?1 ORDER BY run_at LIMIT ?2)\
                """,
                2));
  }

  /// Parameters: owner, end of the lease, limit, kinds.
  String claim() {
    return """
    UPDATE job SET state = 2, owner = ?1, lease_token = lease_token + 1, lease_until = ?2
    WHERE id IN (SELECT id FROM (%s) ORDER BY run_at, id LIMIT ?3)
    RETURNING id, lease_token, key, kind, args, attempts, max_attempts\
    """
        .formatted(
            all(
                """
                SELECT id, run_at FROM (SELECT id, run_at FROM job
                  WHERE state = 0 AND kind = ?%d ORDER BY run_at, id LIMIT ?3)\
                """,
                3));
  }

  /// When a job may become ready. Of those that run there are few. Parameters: kinds.
  String next() {
    return """
    SELECT min(at) FROM (%s UNION ALL %s
      UNION ALL SELECT min(lease_until) FROM job WHERE state = 2 AND kind IN (%s))\
    """
        .formatted(
            all("SELECT min(run_at) AS at FROM job WHERE state = 0 AND kind = ?%d", 0),
            all("SELECT min(run_at) FROM job WHERE state = 1 AND kind = ?%d", 0),
            each(", ", number -> "?" + number, 0));
  }

  private String all(String query, int before) {
    return each(" UNION ALL ", number -> query.formatted(number), before);
  }

  /// @param before how many parameters come before the kinds
  private String each(String separator, IntFunction<String> text, int before) {
    return IntStream.rangeClosed(before + 1, before + kinds.size())
        .mapToObj(text)
        .collect(Collectors.joining(separator));
  }

  /// These parameters, and then the kinds.
  Object[] parameters(Object... before) {
    return Stream.concat(Arrays.stream(before), kinds.stream()).toArray();
  }
}
