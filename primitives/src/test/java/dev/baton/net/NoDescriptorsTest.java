package dev.baton.net;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.sync.Lock;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A flood of connections takes the last file descriptor before the loop has waited once. What it
/// needs to go on is there already: its selector, and classes that lie in files.
@Tag("process")
class NoDescriptorsTest {
  private static final int DESCRIPTORS = 200;

  /// The program of the child.
  static final class Flooded {
    private Flooded() {}

    public static void main(String[] args) throws Exception {
      EventLoop.run(
          () -> {
            try (Listener listener =
                Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
              List<FileChannel> all = takeAll();
              System.out.println("none left");
              waitInAllWays();
              all.getLast().close();
              all.get(all.size() - 2).close();
              Net.connect(listener.localAddress()).write("hello\n");
              all.get(all.size() - 3).close();
              System.out.println(listener.accept().readLine(100));
            }
          });
    }

    private static List<FileChannel> takeAll() {
      List<FileChannel> all = new ArrayList<>();
      try {
        while (true) {
          all.add(FileChannel.open(Path.of("/dev/null")));
        }
      } catch (IOException tooMany) {
        return all;
      }
    }

    /// For a lock that another task holds too: that looks for a ring.
    @Suspends
    private static void waitInAllWays() throws Exception {
      Lock lock = new Lock();
      try (var held = lock.acquire()) {
        gather(spawn(() -> timeout(Duration.ofMillis(5), () -> lock.acquire())), spawn(() -> 1))
            .await();
      } catch (TimeoutException expected) {
        System.out.println("timed out");
      }
      sleep(Duration.ofMillis(1));
      System.out.println("slept");
    }
  }

  @Test
  void aLoopGoesOnWithoutAFileDescriptor() throws Exception {
    Programs.assumeInstalled("sh");
    List<String> command = new ArrayList<>(List.of("sh", "-c"));
    command.add("ulimit -n " + DESCRIPTORS + " && exec \"$0\" \"$@\"");
    command.addAll(ChildJvm.of(Flooded.class).command());
    try (ChildProcess child =
        ChildProcess.start(new ProcessBuilder(command).redirectErrorStream(true))) {
      assertThat(child.output().lines())
          .filteredOn(line -> !line.contains("WARNING"))
          .containsExactly("none left", "timed out", "slept", "hello");
    }
  }
}
