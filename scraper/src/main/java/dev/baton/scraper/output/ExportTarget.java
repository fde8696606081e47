package dev.baton.scraper.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.program.AtomicFile;
import dev.baton.program.Sink;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.sqlite.PageTables;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where pages are exported to: a file, which is replaced as a whole; or a pipe, a device or
/// stdout, to which lines are written one after the other. What is no file is never replaced by
/// one.
///
/// @param name for sentences
/// @param file null for stdout
/// @param stdout null for a file
public record ExportTarget(String name, Path file, Sink stdout) {
  /// So many links in a row are followed.
  private static final int MOST_LINKS = 40;

  /// @param file to be made or replaced; of a symbolic link, what it leads to
  public static ExportTarget of(Path file) {
    return new ExportTarget(file.toString(), file, null);
  }

  /// @param stdout is not closed
  public static ExportTarget of(Sink stdout) {
    return new ExportTarget(stdout.name(), null, stdout);
  }

  /// Whether it is the file in which the job keeps its pages.
  boolean isSame(Path pages) {
    try {
      return file != null && Files.exists(file) && Files.isSameFile(pages, file);
    } catch (IOException unknown) {
      return false;
    }
  }

  /// It blocks.
  ///
  /// @return how many pages
  /// @throws IOException with what to do about it
  long write(Iterable<PageRow> pages, PageFormat format) throws IOException {
    if (stdout != null) {
      requireLines(format);
      return lines(pages, format, new Unclosed(stdout.stream()));
    }
    Path target = followed(file);
    OutputFile.requirePlace(target);
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      requireLines(format);
      return lines(pages, format, OutputFile.open(target));
    }
    return replace(target, pages, format);
  }

  private static void requireLines(PageFormat format) throws IOException {
    if (format == PageFormat.SQLITE) {
      throw new IOException("a database must be a regular file; name one, or take another format");
    }
  }

  private static long replace(Path target, Iterable<PageRow> pages, PageFormat format)
      throws IOException {
    long[] count = {0};
    AtomicFile.replace(
        target,
        "export-" + ProcessHandle.current().pid(),
        draft ->
            count[0] =
                format == PageFormat.SQLITE
                    ? PageTables.write(draft, pages)
                    : lines(pages, format, Files.newOutputStream(draft)));
    return count[0];
  }

  /// Also of a link to what does not exist yet.
  private static Path followed(Path file) throws IOException {
    Path path = file;
    for (int links = 0; Files.isSymbolicLink(path); links++) {
      if (links == MOST_LINKS) {
        throw new IOException("it is a link that leads to itself; name a file");
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    return path;
  }

  private static long lines(Iterable<PageRow> pages, PageFormat format, OutputStream stream)
      throws IOException {
    long count = 0;
    try (Writer out = new BufferedWriter(new OutputStreamWriter(stream, UTF_8))) {
      out.write(format.head());
      for (PageRow page : pages) {
        out.write(format.line(page));
        count++;
      }
    }
    return count;
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
