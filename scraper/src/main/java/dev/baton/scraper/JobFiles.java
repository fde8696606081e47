package dev.baton.scraper;

import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import java.util.List;

/// The files of a job that grow: pages for the user, requests as the proof of politeness.
public interface JobFiles {
  /// Appends all of it. When this returns the pages are on the disk.
  ///
  /// @return where each page ends in its file; 0 for each if pages go elsewhere
  /// @throws CannotWriteException if nobody reads any more, or the disk is full
  @Suspends
  long[] append(List<Page> pages, List<RequestRecord> requests) throws CannotWriteException;

  /// How much the pages take, wherever they go, in bytes; of a stream, what this process wrote.
  long bytes();

  /// Where the files end.
  Ends ends();
}
