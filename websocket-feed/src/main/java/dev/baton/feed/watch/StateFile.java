package dev.baton.feed.watch;

import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.protocol.PositionsJson;
import dev.baton.feed.protocol.PositionsJson.Positions;
import dev.baton.program.AtomicFile;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The file in which a watcher writes down how far it has come, so that the next one goes on there.
/// It is replaced as a whole. All here blocks.
public final class StateFile {
  private static final int MOST_BYTES = 1024 * 1024;
  private static final String ANEW = "delete it to begin anew, or name another file";

  private final Path file;
  private final FeedUrl url;
  private final List<Position> positions;

  private StateFile(Path file, FeedUrl url, List<Position> positions) {
    this.file = file;
    this.url = url;
    this.positions = positions;
  }

  /// Reads the file, if it is there.
  ///
  /// @param url the server that is watched
  /// @throws IllegalArgumentException saying in one sentence why it cannot be used
  public static StateFile open(Path file, FeedUrl url) {
    Positions read;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      read = PositionsJson.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException first) {
      if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
        throw new IllegalArgumentException("there is no folder for the state " + file, first);
      }
      return new StateFile(file, url, List.of());
    } catch (BadMessageException e) {
      throw new IllegalArgumentException(
          "the state in %s is broken: %s; %s".formatted(file, e.getMessage(), ANEW), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the state in %s cannot be read: %s".formatted(file, FailureText.of(e)), e);
    }
    if (!read.server().equals(url.toString())) {
      throw new IllegalArgumentException(
          "the state in %s is of %s, and this is %s; %s".formatted(file, read.server(), url, ANEW));
    }
    return new StateFile(file, url, read.positions());
  }

  /// What it held when it was opened.
  public List<Position> positions() {
    return positions;
  }

  /// Replaces what it holds.
  ///
  /// @throws CannotSaveException saying in one sentence why that is not possible
  public void save(Collection<Position> now) throws CannotSaveException {
    String text = PositionsJson.text(url.toString(), now) + "\n";
    try {
      AtomicFile.replace(file, "state", draft -> Files.writeString(draft, text));
    } catch (IOException e) {
      throw new CannotSaveException(
          "the state cannot be written to %s: %s".formatted(file, FailureText.of(e)), e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
