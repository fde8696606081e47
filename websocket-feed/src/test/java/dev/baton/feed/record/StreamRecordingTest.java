package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.RecordedJson;
import dev.baton.feed.protocol.RecordedLine.Gap;
import dev.baton.feed.protocol.RecordedLine.Writer;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read back is what was written, whatever was torn, and what was damaged is found.
class StreamRecordingTest {
  private static final long SMALL = 2_000;

  @TempDir private Path folder;

  @Test
  void whatIsReadBackIsWhatWasWritten() throws Exception {
    int seeds = Nightly.amount(30, 3_000);
    for (int seed = 0; seed < seeds; seed++) {
      Path here = folder.resolve("seed-" + seed);
      Deliveries source = new Deliveries(seed);
      List<Delivery> all = new ArrayList<>();
      for (int run = 0; run < 3; run++) {
        List<Delivery> deliveries = source.next(new Random(seed + run).nextInt(100));
        Recordings.write(here, SMALL, deliveries);
        all.addAll(deliveries);
      }
      assertThat(Recordings.read(here)).as("seed %d", seed).isEqualTo(all);
      assertThat(Recordings.problems(here)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void aTornTailIsCutOffAtEachOfItsBytes() throws Exception {
    Path first = folder.resolve("first");
    List<Delivery> before = Deliveries.readings(5);
    Recordings.write(first, SMALL, before);
    byte[] whole = withoutEndLine(Files.readAllBytes(Segment.in(first).getLast().file()));
    Hole torn = new Hole(Deliveries.CHANNEL, Deliveries.EPOCH, new Range(6, 9), "torn in ü€😀");
    byte[] line = Seal.line(RecordedJson.text(gap(torn)));
    for (int length = 1; length < line.length; length++) {
      Path here = folder.resolve("torn-" + length);
      Files.createDirectories(here);
      byte[] bytes = Arrays.copyOf(whole, whole.length + length);
      System.arraycopy(line, 0, bytes, whole.length, length);
      Files.write(here.resolve(Segment.in(first).getLast().name()), bytes);
      assertThat(Recordings.problems(here)).isNotEmpty();

      List<Delivery> after = List.of(torn);
      List<String> notes = Recordings.write(here, SMALL, after);

      assertThat(notes)
          .singleElement()
          .asString()
          .contains("ended with " + length + " bytes of a line that was not written whole");
      List<Delivery> all = new ArrayList<>(before);
      all.addAll(after);
      assertThat(Recordings.read(here)).isEqualTo(all);
      assertThat(Recordings.problems(here)).isEmpty();
    }
  }

  private static Gap gap(Hole hole) {
    return new Gap(hole.channel(), hole.epoch(), hole.range(), hole.why());
  }

  private static byte[] withoutEndLine(byte[] bytes) {
    int end = bytes.length - 1;
    while (bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /// The second crash comes before the first line of the new file is whole.
  @Test
  void twoCrashesInARow() throws Exception {
    List<Delivery> before = Deliveries.readings(5);
    Recordings.write(folder, SMALL, before);
    Path last = Segment.in(folder).getLast().file();
    byte[] whole = withoutEndLine(Files.readAllBytes(last));
    Files.write(last, Arrays.copyOf(whole, whole.length - 3));
    Files.write(folder.resolve("feed-00000002-20261129T130600Z.ndjson"), new byte[] {'{', '"'});
    Files.write(folder.resolve("feed-00000003-20261129T130600Z.ndjson"), new byte[0]);

    List<String> notes = Recordings.write(folder, SMALL, List.of());

    assertThat(notes).hasSize(3);
    assertThat(Recordings.read(folder)).isEqualTo(before.subList(0, 4));
    assertThat(Recordings.problems(folder)).isEmpty();
  }

  @Test
  void everyDamageIsFound() throws Exception {
    int seeds = Nightly.amount(300, 30_000);
    Recordings.write(folder, SMALL, new Deliveries(7).next(60));
    List<Segment> segments = Segment.in(folder);
    assertThat(segments).hasSizeGreaterThan(3);
    Random random = new Random(1);
    for (int i = 0; i < seeds; i++) {
      Segment segment = segments.get(random.nextInt(segments.size()));
      byte[] good = Files.readAllBytes(segment.file());
      byte[] bad = damage(good, random);
      if (!Arrays.equals(good, bad)) {
        Files.write(segment.file(), bad);
        assertThat(Recordings.problems(folder)).as("damage %d of %s", i, segment).isNotEmpty();
        Files.write(segment.file(), good);
      }
    }
    assertThat(Recordings.problems(folder)).isEmpty();
  }

  /// A bit, a byte, zeros, a piece that is missing, doubled or moved, an end that is missing.
  private static byte[] damage(byte[] good, Random random) {
    int from = random.nextInt(good.length);
    int to = from + 1 + random.nextInt(Math.min(300, good.length - from));
    byte[] bad = good.clone();
    switch (random.nextInt(7)) {
      case 0 -> bad[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bad[from] = (byte) random.nextInt();
      case 2 -> Arrays.fill(bad, from, to, (byte) 0);
      case 3 -> bad = join(part(good, 0, from), part(good, to, good.length));
      case 4 -> bad = join(part(good, 0, to), part(good, from, good.length));
      case 5 -> bad = part(good, 0, from);
      default ->
          bad = join(join(part(good, 0, from), part(good, to, good.length)), part(good, from, to));
    }
    return bad;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void aMissingLineIsNamed() throws Exception {
    Recordings.write(folder, 1 << 20, Deliveries.readings(5));
    Path file = Segment.in(folder).getLast().file();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    assertThat(lines.removeIf(line -> line.contains("\"seq\":3,\"ts\""))).isTrue();
    Files.writeString(file, String.join("\n", lines) + "\n");

    assertThat(Recordings.problems(folder))
        .singleElement()
        .asString()
        .contains("#3 is missing, and not declared as lost");
  }

  @Test
  void everyMissingFileIsFoundButTheOldest() throws Exception {
    Recordings.write(folder, SMALL, new Deliveries(7).next(60));
    List<Segment> segments = Segment.in(folder);
    for (Segment segment : segments) {
      byte[] bytes = Files.readAllBytes(segment.file());
      Files.delete(segment.file());
      if (segment.number() == 1) {
        assertThat(Recordings.problems(folder)).isEmpty();
      } else {
        assertThat(Recordings.problems(folder)).isNotEmpty();
      }
      Files.write(segment.file(), bytes);
    }
  }

  /// It is for people to decide what becomes of it.
  @Test
  void whatIsDamagedInTheMiddleIsNotCutOff() throws Exception {
    Recordings.write(folder, SMALL, new Deliveries(7).next(5));
    Path file = Segment.in(folder).getLast().file();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    List<String> notes = Recordings.write(folder, SMALL, List.of());

    assertThat(notes).singleElement().asString().startsWith("the recording is damaged; ");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(Recordings.problems(folder)).isNotEmpty();
  }

  @Test
  void aFullDiskEndsIt() throws Exception {
    TestDisk disk = new TestDisk();
    disk.room(700);
    List<Delivery> deliveries = new Deliveries(7).next(100);
    assertThatThrownBy(() -> Recordings.write(folder, SMALL, disk, deliveries))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            "the recording %s cannot be written: No space left on device".formatted(folder));

    disk.calm();
    List<Delivery> written = Recordings.read(folder);
    assertThat(deliveries.subList(0, written.size())).isEqualTo(written);
  }

  @Test
  void aFolderOfSomethingElseIsRefused() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "");
    assertThatThrownBy(() -> Recordings.write(folder, SMALL, List.of()))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("holds other files, such as letter.txt; name an empty one");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.txt"), "");
    assertThatThrownBy(() -> Recordings.write(file, SMALL, List.of()))
        .isInstanceOf(RecordingException.class)
        .hasMessage(
            "the recording "
                + file
                + " cannot be opened: it is no folder; name one, or one not there yet");
  }

  @Test
  void theRecordingOfAServerIsRefused() throws Exception {
    Path server = folder.resolve("rec");
    ServerWorld.inLoop(() -> new ServerWorld(server).serve(() -> {}));
    assertThatThrownBy(() -> Recordings.write(server, SMALL, List.of()))
        .hasMessage("the recording %s is that of a server; name another folder", server);
  }

  @Test
  void aRecordingThatIsBeingWrittenIsRefusedAndCanBeVerified() throws Exception {
    Path server = folder.resolve("rec");
    ServerWorld world = new ServerWorld(server);
    String process = "process " + ProcessHandle.current().pid();
    ServerWorld.inLoop(
        () ->
            world.serve(
                () -> {
                  world.publish(3);
                  assertThat(world.problems()).isEmpty();
                  assertThat(world.report().writer()).isEqualTo(process);
                  assertThatThrownBy(() -> RecordingFolder.open(server, Writer.SERVE, world.disk))
                      .hasMessageContaining("is used by " + process);
                }));
  }
}
