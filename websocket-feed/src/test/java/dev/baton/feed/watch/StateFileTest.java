package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.feed.protocol.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final FeedUrl URL = new FeedUrl("127.0.0.1", 8787);

  @TempDir private Path folder;

  @Test
  void goesOnWithWhatWasSaved() throws Exception {
    Path file = folder.resolve("state");
    List<Position> positions = List.of(new Position("host.cpu", "e1", 7));
    StateFile first = StateFile.open(file, URL);
    assertThat(first.positions()).isEmpty();
    first.save(positions);

    assertThat(StateFile.open(file, URL).positions()).isEqualTo(positions);
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theStateOfAnotherServerIsRefused() throws Exception {
    Path file = folder.resolve("state");
    StateFile.open(file, URL).save(List.of());

    assertThatThrownBy(() -> StateFile.open(file, new FeedUrl("127.0.0.1", 9000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the state in %s is of ws://127.0.0.1:8787, and this is ws://127.0.0.1:9000; delete it"
                + " to begin anew, or name another file",
            file);
  }

  @Test
  void aBrokenFileIsSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("state"), "{\"server\":\"ws://127.0.");

    assertThatThrownBy(() -> StateFile.open(file, URL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the state in " + file + " is broken: its text is no JSON")
        .hasMessageEndingWith("; delete it to begin anew, or name another file");
  }

  @Test
  void whatIsNoFileIsSaid() throws Exception {
    assertThatThrownBy(() -> StateFile.open(folder, URL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the state in " + folder + " cannot be read: ");
    Path nowhere = folder.resolve("no/state");
    assertThatThrownBy(() -> StateFile.open(nowhere, URL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no folder for the state " + nowhere);
  }

  @Test
  void aFolderThatGoesAwayIsSaid() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    StateFile state = StateFile.open(gone.resolve("state"), URL);
    Files.delete(gone);
    assertThatThrownBy(() -> state.save(List.of()))
        .isInstanceOf(CannotSaveException.class)
        .hasMessageStartingWith("the state cannot be written to ");
  }
}
