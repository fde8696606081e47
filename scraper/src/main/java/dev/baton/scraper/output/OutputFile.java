package dev.baton.scraper.output;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens the file for the results, or says why that cannot be done.
public final class OutputFile {
  private OutputFile() {}

  /// Opens it, and empties it if there is one. Without a buffer, so that what was written is
  /// written; and not as a channel, which an interrupt would close.
  ///
  /// @throws IOException with what to do about it
  public static OutputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory; name a file in it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException(
          "there is no directory " + folder + "; create it, or name another file");
    }
    try {
      return new FileOutputStream(file.toFile());
    } catch (FileNotFoundException e) {
      throw new IOException(reason(e) + "; name a file that can be written", e);
    }
  }

  /// Its message is "FILE (REASON)".
  private static String reason(FileNotFoundException e) {
    return e.getMessage().replaceAll("(?s).*\\((.*)\\)", "$1");
  }
}
