package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.Test;

/// What tells that classes are being loaded. That nothing is reported then is [BlockTest]'s, and
/// the watchdog's.
class ClassLoadsTest {
  @Test
  void aClassThatIsLoadedIsCounted() throws Exception {
    Anew loader = new Anew();
    long before = ClassLoads.count();
    Class<?> loaded = loader.load();

    assertThat(ClassLoads.count()).isGreaterThan(before);
    assertThat(loaded).isNotSameAs(Loaded.class);
  }

  @Test
  void aTaskInAnInitialiserIsLoadingAndOthersAreNot() {
    boolean outside =
        EventLoop.run(
            () -> {
              Loop.running = EventLoop.running();
              return ClassLoads.areUnderWay(EventLoop.running());
            });
    assertThat(outside).isFalse();

    boolean inside =
        EventLoop.run(
            () -> {
              Loop.running = EventLoop.running();
              return Initialised.SEEN;
            });
    assertThat(inside).isTrue();
  }

  private static final class Loop {
    static EventLoop running;
  }

  private static final class Initialised {
    static final boolean SEEN = ClassLoads.areUnderWay(Loop.running);
  }

  /// Loaded a second time, by a loader of its own.
  private static final class Loaded {}

  private static final class Anew extends ClassLoader {
    Class<?> load() throws Exception {
      String name = Loaded.class.getName();
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
