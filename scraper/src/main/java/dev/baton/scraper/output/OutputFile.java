package dev.baton.scraper.output;

import dev.baton.Body;
import dev.baton.program.Shortage;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
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
    requirePlace(file);
    return telling(() -> new FileOutputStream(file.toFile()));
  }

  /// Opens it to go on writing it; makes it if there is none. Likewise no channel.
  ///
  /// @throws IOException with what to do about it
  static RandomAccessFile openToAppend(Path file) throws IOException {
    requirePlace(file);
    return telling(() -> new RandomAccessFile(file.toFile(), "rw"));
  }

  /// Looks whether there can be one.
  ///
  /// @throws IOException if not, with what to do about it
  public static void requirePlace(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory; name a file in it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IOException(
          "there is no directory " + folder + "; create it, or name another file");
    }
  }

  private static <T> T telling(Body<T, FileNotFoundException> opening) throws IOException {
    try {
      return opening.run();
    } catch (FileNotFoundException e) {
      throw new IOException(advice(e), e);
    }
  }

  private static String advice(FileNotFoundException e) {
    return Shortage.in(e)
        .map(shortage -> shortage + "; " + shortage.remedy())
        .orElseGet(() -> reason(e) + "; name a file that can be written");
  }

  /// Its message is "FILE (REASON)".
  private static String reason(FileNotFoundException e) {
    return e.getMessage().replaceAll("(?s).*\\((.*)\\)", "$1");
  }
}
