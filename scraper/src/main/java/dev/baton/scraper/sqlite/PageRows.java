package dev.baton.scraper.sqlite;

import dev.baton.scraper.PageRow;
import dev.baton.scraper.StoreException;
import dev.baton.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The pages of a store, one after the other; a part of them is in memory.
final class PageRows implements Iterator<PageRow> {
  private static final int PART = 100;

  private static final String PAGES =
      """
      SELECT url.id, url.url, url.status, page.title, page.links, url.millis, page.error, url.depth,
        page.usage, page.type
      FROM page JOIN url ON url.id = page.id
      WHERE page.id > ? ORDER BY page.id LIMIT ?\
      """;

  private final Statements sql;
  private Iterator<Row> part = List.<Row>of().iterator();
  private long last;

  PageRows(Statements sql) {
    this.sql = sql;
  }

  private record Row(long id, PageRow page) {
    static Row read(ResultSet row) throws SQLException {
      String links = row.getString(5);
      return new Row(
          row.getLong(1),
          new PageRow(
              row.getString(2),
              row.getInt(3),
              row.getString(4),
              links.isEmpty() ? List.of() : List.of(links.split(" ")),
              row.getLong(6),
              row.getString(7),
              row.getInt(8),
              row.getString(9),
              row.getString(10)));
    }
  }

  @Override
  public boolean hasNext() {
    if (!part.hasNext()) {
      part = read().iterator();
    }
    return part.hasNext();
  }

  private List<Row> read() {
    try {
      return sql.query(Row::read, PAGES, last, PART);
    } catch (SQLException failure) {
      throw new StoreException("pages cannot be read: " + failure.getMessage(), failure);
    }
  }

  @Override
  public PageRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = part.next();
    last = row.id();
    return row.page();
  }
}
