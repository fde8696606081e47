package dev.baton.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.trace.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The picture of the README. With `-Dbaton.pictures=update` it is drawn anew.
class PictureTest {
  private static final Path DEADLOCK = Path.of("src/test/resources/dev/baton/trace/deadlock.svg");

  @Test
  void aDeadlockIsDrawnLikeThis() throws IOException {
    List<Timeline> timelines = Layout.of(List.of(Runs.of(Programs::deadlock)));
    String title = "Two tasks want each other's lock";
    String drawn = new Picture(title, timelines, Notes.on(timelines), -1).draw();
    if ("update".equals(System.getProperty("baton.pictures"))) {
      Files.writeString(DEADLOCK, drawn);
    }

    assertThat(drawn).isEqualTo(Files.readString(DEADLOCK));
  }
}
