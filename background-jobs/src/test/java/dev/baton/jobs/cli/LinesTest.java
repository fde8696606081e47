package dev.baton.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static List<Integer> batches(InputStream input) throws Exception {
    return EventLoop.run(
        () -> {
          Lines lines = new Lines(input);
          List<Integer> sizes = new ArrayList<>();
          for (int size; (size = lines.next().size()) > 0; ) {
            sizes.add(size);
          }
          return sizes;
        });
  }

  private static InputStream lines(int count, int length) {
    return new ByteArrayInputStream(("x".repeat(length) + "\n").repeat(count).getBytes(UTF_8));
  }

  @Test
  void aBatchIsBoundedByItsNumberOfLinesAndByTheirLength() throws Exception {
    assertThat(batches(lines(1200, 3))).allMatch(size -> size <= Lines.MAX_BATCH);
    assertThat(batches(lines(10, Lines.MAX_LINE)))
        .allMatch(size -> size <= 4)
        .hasSizeGreaterThan(2);
  }

  @Test
  void anErrorOfItsThreadReachesTheTask() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("no room");
          }
        };
    assertThatThrownBy(() -> batches(broken)).hasMessageContaining("no room");
  }

  /// A disk that fails, for one.
  @Test
  void whatWasReadBeforeAFailureIsGiven() throws Exception {
    InputStream good = lines(3, 5);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            int next = good.read();
            if (next < 0) {
              throw new IOException("bad sector");
            }
            return next;
          }

          @Override
          public int available() {
            return 1;
          }
        };
    EventLoop.run(
        () -> {
          Lines lines = new Lines(broken);
          int read = 0;
          while (read < 3) {
            read += lines.next().size();
          }
          assertThat(read).isEqualTo(3);
          assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessage("bad sector");
        });
  }
}
