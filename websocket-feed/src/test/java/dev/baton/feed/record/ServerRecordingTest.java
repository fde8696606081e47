package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Suspends;
import dev.baton.testkit.Nightly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// When an epoch survives a restart, and when it must not. In every test [ServerWorld] checks that
/// no number that was sent means two things.
class ServerRecordingTest extends InServerWorld {
  @Test
  void aServerThatHasEndedGoesOnBehindItsLastNumber() throws Exception {
    ServerWorld.inLoop(this::endAndGoOn);
  }

  @Suspends
  private void endAndGoOn() throws Exception {
    world.serve(() -> world.publish(10));
    String epoch = world.epoch();
    world.startMachine();
    world.serve(
        () -> {
          assertThat(world.top("a")).isEqualTo(10);
          world.publish();
        });

    assertThat(world.epoch()).isEqualTo(epoch);
    assertThat(world.top("a")).isEqualTo(11);
    assertThat(world.problems()).isEmpty();
    assertThat(world.report().gaps()).isZero();
  }

  @Test
  void aServerThatWasKilledGoesOnBehindItsLastNumber() throws Exception {
    ServerWorld.inLoop(this::killAndGoOn);
  }

  @Suspends
  private void killAndGoOn() throws Exception {
    boolean ended =
        world.serve(
            () -> {
              world.publish(10);
              world.disk.killAt(1);
              world.publish();
            });
    assertThat(ended).isFalse();
    String epoch = world.epoch();
    assertThat(world.problems()).isNotEmpty();
    world.serve(() -> world.publish(3));

    assertThat(world.epoch()).isEqualTo(epoch);
    assertThat(world.top("a")).isBetween(13L, 14L); // half of the last write may be a whole line
    assertThat(world.problems()).isEmpty();
    assertThat(world.report().gaps()).isZero();
  }

  @Test
  void aMachineThatWasStoppedLeavesADeclaredHole() throws Exception {
    ServerWorld.inLoop(this::stopMachineAndGoOn);
  }

  @Suspends
  private void stopMachineAndGoOn() throws Exception {
    world.serve(
        () -> {
          world.publish(10);
          world.force();
          world.publish(2);
          world.disk.killAt(1);
          world.publish();
        });
    String epoch = world.epoch();
    world.disk.powerFails(null);
    world.startMachine();
    world.serve(() -> world.publish(1));

    assertThat(world.epoch()).isEqualTo(epoch);
    assertThat(world.top("a")).isGreaterThan(12);
    assertThat(world.problems()).isEmpty();
    assertThat(world.report().gaps()).isEqualTo(ServerWorld.CHANNELS.size());
  }

  @Test
  void aFullDiskStopsTheRecordingAndNotTheStream() throws Exception {
    ServerWorld.inLoop(this::fillDisk);
  }

  @Suspends
  private void fillDisk() throws Exception {
    world.serve(
        () -> {
          world.publish(5);
          world.disk.room(100);
          world.publish(20);
        });
    String epoch = world.epoch();
    assertThat(world.top("a")).isEqualTo(25);
    assertThat(world.troubles).singleElement().asString().contains("No space left on device");

    world.disk.calm();
    world.serve(() -> world.publish(1));
    assertThat(world.epoch()).isNotEqualTo(epoch);
    assertThat(world.top("a")).isEqualTo(1);
    assertThat(world.problems()).isEmpty();
    assertThat(world.report().resets()).isEqualTo(2);
  }

  /// Then nobody would know after a restart that the recording had stopped before the stream.
  @Test
  void aDiskThatTakesNothingMoreEndsTheEpochAtOnce() throws Exception {
    ServerWorld.inLoop(this::breakDisk);
  }

  @Suspends
  private void breakDisk() throws Exception {
    String[] before = new String[1];
    world.serve(
        () -> {
          world.publish(5);
          before[0] = world.epoch();
          world.disk.setBroken(true);
          world.publish(3);
        });
    assertThat(world.epoch()).isNotEqualTo(before[0]);
    assertThat(world.top("a")).isEqualTo(3);
    assertThat(world.troubles).hasSize(1);

    world.disk.calm();
    world.serve(() -> world.publish(1));
    assertThat(world.epoch()).isEqualTo(before[0]);
    assertThat(world.top("a")).isEqualTo(6);
    assertThat(world.problems()).isEmpty();
  }

  @Test
  void aDeletedFileOfNumbersIsANewEpoch() throws Exception {
    ServerWorld.inLoop(this::deleteNumbers);
  }

  @Suspends
  private void deleteNumbers() throws Exception {
    world.serve(() -> world.publish(5));
    String epoch = world.epoch();
    Files.delete(recording.resolve(NumberingFile.NAME));
    world.serve(() -> world.publish(1));

    assertThat(world.epoch()).isNotEqualTo(epoch);
    assertThat(world.problems()).isEmpty();
  }

  /// The server may run on where the folder was copied from.
  @Test
  void aCopyOfTheFolderIsANewEpoch() throws Exception {
    ServerWorld.inLoop(this::copyFolder);
  }

  @Suspends
  private void copyFolder() throws Exception {
    world.serve(() -> world.publish(5));
    String epoch = world.epoch();
    Path copied = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(recording)) {
      for (Path file : files.toList()) {
        Files.copy(file, copied.resolve(file.getFileName()));
      }
    }
    ServerWorld copy = new ServerWorld(copied);
    copy.serve(() -> copy.publish(1));
    assertThat(copy.epoch()).isNotEqualTo(epoch);
    assertThat(copy.problems()).isEmpty();
    String epochOfCopy = copy.epoch();
    copy.serve(() -> copy.publish(1));
    assertThat(copy.epoch()).as("no copy any more").isEqualTo(epochOfCopy);

    world.serve(() -> world.publish(1));
    assertThat(world.epoch()).isEqualTo(epoch);
    assertThat(world.top("a")).isEqualTo(6);
  }

  @Test
  void aFolderThatWasMovedIsTheSame() throws Exception {
    ServerWorld.inLoop(this::moveFolder);
  }

  @Suspends
  private void moveFolder() throws Exception {
    world.serve(() -> world.publish(5));
    Path moved = Files.move(recording, folder.resolve("moved"));
    ServerWorld other = new ServerWorld(moved);
    other.serve(() -> other.publish(1));
    assertThat(other.epoch()).isEqualTo(world.epoch());
    assertThat(other.top("a")).isEqualTo(6);
  }

  @Test
  void aDeletedSegmentIsADeclaredHole() throws Exception {
    ServerWorld.inLoop(this::deleteSegment);
  }

  @Suspends
  private void deleteSegment() throws Exception {
    world.serve(() -> world.publish(5));
    String epoch = world.epoch();
    Segment last = Segment.in(recording).getLast();
    Files.delete(last.file());
    world.serve(() -> world.publish(1));

    assertThat(world.epoch()).isEqualTo(epoch);
    assertThat(world.top("a")).isEqualTo(6);
    assertThat(world.report().gaps()).isPositive();
  }

  /// Of a start, of publishing over several files, and of an end, each call in turn.
  @Test
  void aKillAtEachCallOfTheDisk() throws Exception {
    ServerWorld.inLoop(this::killAtEachCall);
  }

  @Suspends
  private void killAtEachCall() throws Exception {
    world.serve(() -> world.publish(15));
    int calls = world.disk.calls();
    for (int call = 1; call <= calls; call++) {
      world = new ServerWorld(folder.resolve("kill-" + call));
      world.disk.killAt(call);
      world.serve(() -> world.publish(15));
      world.disk.calm();
      String epoch = world.epoch();
      long top = world.top("a");
      world.serve(() -> world.publish(2));
      if (top > 0) {
        assertThat(world.epoch()).isEqualTo(epoch);
      }
      assertThat(world.problems()).as("killed at call %d of %d", call, calls).isEmpty();
      assertThat(world.report().gaps()).as("killed at call %d of %d", call, calls).isZero();
    }
    assertThat(calls).isGreaterThan(30);
  }

  /// The stream goes on, whatever fails.
  @Test
  void aFailureOfEachCallOfTheDisk() throws Exception {
    ServerWorld.inLoop(this::failEachCall);
  }

  @Suspends
  private void failEachCall() throws Exception {
    int[] calls = new int[1];
    world.serve(
        () -> {
          calls[0] = -world.disk.calls();
          world.publish(15);
          calls[0] += world.disk.calls();
        });
    for (int call = 1; call <= calls[0]; call++) {
      world = new ServerWorld(folder.resolve("fail-" + call));
      world.serve(() -> {});
      int at = call;
      world.serve(
          () -> {
            world.disk.failAt(at);
            world.publish(15);
          });
      assertThat(world.top("a")).isEqualTo(15);
      world.disk.calm();
      world.serve(() -> world.publish(2));
      assertThat(world.problems()).as("call %d of %d failed", call, calls[0]).isEmpty();
      assertThat(world.troubles).hasSizeLessThanOrEqualTo(1);
    }
  }

  /// Stops of all kinds, one after the other, by seed.
  @Test
  void noNumberEverMeansTwoThings() throws Exception {
    int seeds = Nightly.amount(40, 5_000);
    try (var _ = Nightly.measure(seeds + " lives of a recording server")) {
      for (int seed = 0; seed < seeds; seed++) {
        int each = seed;
        ServerWorld.inLoop(() -> live(each));
      }
    }
  }

  @Suspends
  private void live(int seed) throws Exception {
    Random random = new Random(seed);
    world = new ServerWorld(folder.resolve("seed-" + seed));
    for (int life = 0; life < 8; life++) {
      int stop = random.nextInt(6);
      switch (stop) {
        case 0 -> world.serve(() -> world.publish(random.nextInt(20)));
        case 1, 2 -> {
          world.disk.killAt(1 + random.nextInt(40));
          world.serve(() -> run(random));
        }
        case 3 -> {
          world.disk.killAt(1 + random.nextInt(40));
          world.serve(() -> run(random));
          world.disk.powerFails(random);
          world.startMachine();
        }
        case 4 -> {
          world.serve(
              () -> {
                run(random);
                world.disk.room(random.nextInt(500));
                run(random);
              });
        }
        default -> {
          world.serve(
              () -> {
                run(random);
                world.disk.failAt(1 + random.nextInt(3));
                run(random);
              });
        }
      }
      world.disk.calm();
    }
    world.serve(() -> world.publish(1));
    assertThat(world.problems()).as("seed %d", seed).isEmpty();
  }

  @Suspends
  private void run(Random random) {
    for (int i = random.nextInt(15); i > 0; i--) {
      world.publish();
      if (random.nextInt(4) == 0) {
        world.force();
      }
    }
  }
}
