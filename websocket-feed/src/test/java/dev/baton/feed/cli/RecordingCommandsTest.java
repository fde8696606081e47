package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.record.StreamRecording;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.program.Exit;
import dev.baton.program.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `verify` and `replay`: what they say, and how they end.
class RecordingCommandsTest {
  @TempDir private Path folder;
  private String results;
  private String err;

  @BeforeEach
  void record() throws Exception {
    recordAlso(
        reading("k3f9", 1),
        new Hole("host.cpu", "k3f9", new Range(2, 4), "it was away"),
        new NewEpoch("host.cpu", "k3f9", "m2x1"),
        reading("m2x1", 1));
  }

  private void recordAlso(Delivery... deliveries) throws Exception {
    EventLoop.run(
        () -> {
          StreamRecording recording = StreamRecording.open(folder);
          recording.run(
              () -> {
                for (Delivery delivery : deliveries) {
                  recording.put(delivery);
                }
              });
        });
  }

  private static Delivery reading(String epoch, long seq) {
    return new Delivered(
        new Reading("host.cpu", epoch, seq, 1_795_960_000_000_000L + seq, Map.of("load", 0.5)));
  }

  @Test
  void aWholeRecordingWithADeclaredHoleIsWell() {
    assertThat(feed("verify", folder.toString())).isEqualTo(Exit.OK.code());
    assertThat(results)
        .isEqualTo(
            "feed: %s has 2 events of 1 channel in 2 epochs, 1 declared hole with 3 lost, 1 file: all that was checked holds\n"
                .formatted(folder));
  }

  @Test
  void whatDoesNotHoldIsSaidWithItsPlace() throws IOException {
    Path file = file();
    String text = Files.readString(file);
    Files.writeString(file, text.replace("0.5", "0.6").replace("away", "awry"));

    assertThat(feed("verify", folder.toString())).isEqualTo(Exit.DONE_BUT.code());
    assertThat(results)
        .contains(file.getFileName() + ":3 has the checksum ", ", but its bytes give ")
        .contains(": 4 problems");
    assertThat(feed("verify", "--json", folder.toString())).isEqualTo(Exit.DONE_BUT.code());
    assertThat(results)
        .contains("{\"type\":\"problem\",\"file\":\"" + file.getFileName() + "\",\"line\":3,")
        .contains("{\"type\":\"verified\",\"holds\":false,\"files\":1,");
  }

  @Test
  void anEndThatIsMissingIsSaid() throws IOException {
    Path file = file();
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");

    assertThat(feed("verify", folder.toString())).isEqualTo(Exit.DONE_BUT.code());
    assertThat(results).contains(file.getFileName() + " does not end properly: ");
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".ndjson")).findFirst().orElseThrow();
    }
  }

  @Test
  void whatIsNoRecordingIsSaid() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(feed("verify", empty.toString())).isEqualTo(Exit.DONE_BUT.code());
    assertThat(results).contains(empty + " holds no recording: there is no file feed-*.ndjson");
    assertThat(feed("verify", folder + "/no")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("feed: there is no folder " + folder + "/no; see feed verify --help");
    assertThat(feed("replay", empty.toString())).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("the folder " + empty + " holds no recording");
    assertThat(feed("replay", folder + "/no")).isEqualTo(Exit.USAGE.code());
  }

  @Test
  void aReplayIsWhatAWatcherHasSeen() {
    assertThat(feed("replay", "--json", "--speed", "max", folder.toString()))
        .isEqualTo(Exit.DONE_BUT.code());
    assertThat(results.lines())
        .containsExactly(
            "{\"type\":\"reading\",\"ch\":\"host.cpu\",\"epoch\":\"k3f9\",\"seq\":1,\"ts\":1795960000000001,\"d\":{\"load\":0.5}}",
            "{\"type\":\"hole\",\"ch\":\"host.cpu\",\"epoch\":\"k3f9\",\"from\":2,\"to\":4,\"why\":\"it"
                + " was away\"}",
            "{\"type\":\"reset\",\"ch\":\"host.cpu\",\"oldEpoch\":\"k3f9\",\"epoch\":\"m2x1\"}",
            "{\"type\":\"reading\",\"ch\":\"host.cpu\",\"epoch\":\"m2x1\",\"seq\":1,\"ts\":1795960000000001,\"d\":{\"load\":0.5}}",
            "{\"type\":\"total\",\"readings\":2,\"filled\":0,\"lost\":3,\"holes\":1,\"resets\":1,\"reconnects\":0}");
  }

  @Test
  void aReplayOfSomeChannelsHasNoHolesOfOthers() throws Exception {
    recordAlso(
        new Delivered(
            new Reading("host.memory", "m2x1", 1, 1_795_960_000_000_009L, Map.of("used", 1.0))));
    assertThat(feed("replay", folder.toString(), "host.mem*")).isEqualTo(Exit.USAGE.code());
    assertThat(feed("replay", folder.toString(), "host.memory")).isEqualTo(Exit.OK.code());
    assertThat(results).contains("-- in all: 1 reading, 0 filled, 0 lost in 0 holes");
  }

  @Test
  void aReplayShowsNoTimeOfItsOwn() {
    feed("replay", "--speed", "max", folder.toString());
    String[] lines = results.split("\n");
    assertThat(lines[2]).contains("NEW EPOCH").startsWith(lines[0].substring(0, 12));
  }

  @Test
  void aReplayOfAChannelThatWasNotRecordedSaysSo() {
    assertThat(feed("replay", folder.toString(), "host.cup")).isEqualTo(Exit.USAGE.code());
    assertThat(err)
        .isEqualTo(
            "feed: the recording %s has no channel host.cup; did you mean host.cpu? it has host.cpu\n"
                .formatted(folder));
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertThat(feed("replay", folder.toString(), "--speed", "0")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("--speed must be max, or a number from 0.001 to 1000000, got 0");
    assertThat(feed("replay", folder.toString(), "--idle", "0")).isEqualTo(Exit.USAGE.code());
    assertThat(feed("record", "ftp://x", folder.toString())).isEqualTo(Exit.USAGE.code());
    assertThat(feed("record", "localhost")).isEqualTo(Exit.USAGE.code());
    assertThat(err).contains("DIR is missing");
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(feed("record", "127.0.0.1:1", file.toString())).isEqualTo(Exits.CANNOT_WRITE.code());
    assertThat(err).startsWith("feed: the recording " + file + " cannot be opened: ");
    assertThat(feed("record", "127.0.0.1:1", folder.resolve("file/x").toString()))
        .isEqualTo(Exits.CANNOT_WRITE.code());
  }

  @Test
  void aServerThatIsNotThereIsSaid() {
    Path recording = folder.resolve("rec");
    assertThat(feed("record", "127.0.0.1:1", recording.toString()))
        .isEqualTo(Exits.NO_NETWORK.code());
    assertThat(feed("verify", recording.toString())).isEqualTo(Exit.OK.code());
    assertThat(feed("verify", "127.0.0.1:1")).isEqualTo(Exits.NO_NETWORK.code());
    assertThat(err).endsWith("nothing answers there; start one with \"feed serve\"\n");
  }

  private int feed(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Shell shell = new Shell("feed", InputStream.nullInputStream(), out, bytes);
    int code = shell.run(given -> Feed.commandLine(given).execute(arguments));
    results = out.toString(StandardCharsets.UTF_8);
    err = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }
}
