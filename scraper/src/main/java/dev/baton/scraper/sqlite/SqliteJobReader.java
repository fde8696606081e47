package dev.baton.scraper.sqlite;

import dev.baton.Suspends;
import dev.baton.scraper.Ends;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.JobReader;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.UrlState;
import dev.baton.sql.Database;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Statements;
import dev.baton.sql.Work;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks at the store of a job. Each look has a connection of its own, outside the loop; thanks to
/// WAL it sees one moment, and the crawl does not wait for it.
public final class SqliteJobReader implements JobReader {
  /// So many URLs are in memory at once.
  private static final int PART = 1000;

  private static final String URLS =
      """
      SELECT url.id, url.origin, url.url, host.name, url.state, url.detail, parent.url, url.tries,
        url.status, url.millis, url.kind, url.depth
      FROM url LEFT JOIN host ON host.id = url.host LEFT JOIN url parent ON parent.id = url.origin\
      """;

  private static final String PART_OF_URLS = URLS + " WHERE url.id > ? ORDER BY url.id LIMIT ?";

  private final JobFile file;

  /// @param path the store of a job
  public SqliteJobReader(Path path) {
    this.file = new JobFile(path);
  }

  private record Row(long id, long origin, FoundUrl url) {
    static Row read(ResultSet row) throws SQLException {
      FoundUrl url =
          new FoundUrl(
              row.getString(3),
              row.getString(4),
              UrlState.of(row.getInt(5)),
              row.getString(6),
              row.getString(7),
              row.getInt(8),
              row.getInt(9),
              Duration.ofMillis(row.getLong(10)),
              Rows.kind(row, 11),
              row.getInt(12));
      return new Row(row.getLong(1), row.getLong(2), url);
    }
  }

  @Override
  @Suspends
  public Map<String, String> settings() {
    return look("settings", Rows::settings);
  }

  @Override
  @Suspends
  public Ends ends() {
    return look("ends", Rows::ends);
  }

  @Override
  @Suspends
  public List<SavedHost> hosts() {
    return look("hosts", Rows::hosts);
  }

  @Override
  @Suspends
  public Optional<SavedRobots> robots(String origin) {
    return look("robots", sql -> Rows.robots(sql, origin));
  }

  @Override
  @Suspends
  public Map<UrlState, Long> states() {
    return look(
        "states",
        sql -> {
          Map<UrlState, Long> states = new EnumMap<>(UrlState.class);
          sql.query(
              row -> states.put(UrlState.of(row.getInt(1)), row.getLong(2)),
              "SELECT state, count(*) FROM url GROUP BY state");
          return states;
        });
  }

  @Override
  @Suspends
  public Optional<FoundUrl> find(String url) {
    return look("find", sql -> find(sql, url).map(Row::url));
  }

  private static Optional<Row> find(Statements sql, String url) throws SQLException {
    return sql.query(Row::read, URLS + " WHERE url.url = ? LIMIT 1", url).stream().findFirst();
  }

  @Override
  @Suspends
  public List<FoundUrl> wayTo(String url) {
    return look(
        "way",
        sql -> {
          LinkedList<FoundUrl> way = new LinkedList<>();
          Optional<Row> step = find(sql, url);
          while (step.isPresent()) {
            way.addFirst(step.get().url());
            step =
                sql.query(Row::read, URLS + " WHERE url.id = ?", step.get().origin()).stream()
                    .findFirst();
          }
          return List.copyOf(way);
        });
  }

  @Override
  @Suspends
  public void forEach(Consumer<FoundUrl> each) {
    look(
        "show",
        sql -> {
          long last = 0;
          for (List<Row> part;
              !(part = sql.query(Row::read, PART_OF_URLS, last, PART)).isEmpty(); ) {
            part.forEach(row -> each.accept(row.url()));
            last = part.getLast().id();
          }
          return null;
        });
  }

  @Override
  @Suspends
  public <X extends Exception> void readPages(Reading<X> reading) throws X {
    this.<Void, X>look(
        "pages",
        sql -> {
          reading.of(() -> new PageRows(sql));
          return null;
        });
  }

  @Suspends
  private <T, X extends Exception> T look(String what, Work<T, X> work) throws X {
    file.requireExists();
    try {
      return Database.<T, X>read(
          file.url(),
          new Sqlite(),
          what,
          sql -> {
            file.check(sql);
            return work.run(sql);
          });
    } catch (DatabaseException failure) {
      throw file.told(failure);
    }
  }
}
