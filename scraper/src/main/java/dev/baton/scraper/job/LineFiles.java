package dev.baton.scraper.job;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.Ends;
import dev.baton.scraper.JobFiles;
import dev.baton.scraper.Page;
import dev.baton.scraper.RequestRecord;
import dev.baton.scraper.output.JsonLines;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Pages as lines of JSON.
final class LineFiles implements JobFiles, AutoCloseable {
  private final Path path;
  private final FileOutputStream pages;
  private long end;

  LineFiles(Path path) throws IOException {
    this.path = path;
    this.pages = new FileOutputStream(path.toFile());
  }

  @Override
  @Suspends
  public long[] append(List<Page> more, List<RequestRecord> requests) throws CannotWriteException {
    long[] ends = new long[more.size()];
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ends.length; i++) {
      lines.append(JsonLines.line(more.get(i))).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    try {
      Blocking.call(() -> pages.write(bytes));
    } catch (IOException e) {
      throw new CannotWriteException(path.toString(), e);
    }
    end += bytes.length;
    return ends;
  }

  @Override
  public Ends ends() {
    return new Ends(end, 0);
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
