package dev.baton.feed.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.recovery.Recovery;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page's recovery says the same as the watcher's to whatever it hears: here are the scripts,
/// with the answers of [Recovery], and `src/test/js/replay.mjs` plays them to `recovery.mjs`.
@Tag("process")
class RecoveryAgreementTest {
  private static final int SCRIPTS = Nightly.amount(3_000, 100_000);
  private static final String CHANNEL = "host.cpu";

  @Test
  void thePageAndTheWatcherAgree(@TempDir Path folder) throws Exception {
    Path scripts = folder.resolve("scripts");
    try (Writer out = Files.newBufferedWriter(scripts)) {
      for (int seed = 0; seed < SCRIPTS; seed++) {
        new Script(seed, out).play();
      }
    }

    try (ChildProcess node = Node.start(Node.TESTS + "/replay.mjs", scripts.toString())) {
      String output = node.output();
      assertThat(node.exitCode()).as(output).isZero();
      assertThat(output).isEqualTo(SCRIPTS + " scripts agree");
    }
  }

  /// One line for each thing that is heard, as `heard a 7`; then a line with what comes of it.
  private static final class Script {
    private final Random random;
    private final Writer out;
    private final Recovery recovery;

    Script(int seed, Writer out) throws IOException {
      random = new Random(seed);
      this.out = out;
      int held = random.nextInt(6);
      recovery = new Recovery(CHANNEL, held);
      out.write("script " + held + "\n");
    }

    void play() throws IOException {
      if (random.nextInt(4) == 0) {
        recovery.begin("a", 5);
        said("begin a 5", List.of());
      }
      for (int steps = 10 + random.nextInt(40); steps > 0; steps--) {
        step();
      }
    }

    private void step() throws IOException {
      switch (random.nextInt(10)) {
        case 0 -> subscribe(epoch(), random.nextInt(12));
        case 1, 2, 3, 4 -> hear(epoch(), 1 + random.nextInt(20));
        case 5 -> hearOf(random.nextInt(5) == 0 ? null : epoch(), random.nextInt(20));
        default -> answer();
      }
    }

    /// Mostly that which is followed.
    private String epoch() {
      boolean ours = recovery.epoch() != null && random.nextInt(6) > 0;
      return ours ? recovery.epoch() : String.valueOf((char) ('a' + random.nextInt(12)));
    }

    private void subscribe(String epoch, long newest) throws IOException {
      said("subscribed " + epoch + " " + newest, recovery.subscribed(epoch, newest));
    }

    private void hear(String epoch, long seq) throws IOException {
      said("heard " + epoch + " " + seq, recovery.heard(reading(epoch, seq)));
    }

    private void hearOf(String epoch, long newest) throws IOException {
      recovery.heardOf(epoch, newest);
      said("heardOf " + epoch + " " + newest, List.of());
    }

    private void answer() throws IOException {
      Range missing = recovery.missing();
      if (missing == null) {
        return;
      }
      boolean overtaken = random.nextInt(8) == 0;
      Range asked = overtaken ? new Range(1, 1 + random.nextInt(9)) : missing;
      String question = recovery.epoch() + " " + asked.from() + " " + asked.to();
      switch (random.nextInt(6)) {
        case 0 -> answer(question, asked, new Gone(random.nextInt(25)), "gone");
        case 1 -> answer(question, asked, new OtherEpoch(epoch()), "epoch");
        case 2 -> answer(question, asked, new Failed(0, "it is broken"), "failed");
        default -> answer(question, asked, page(asked), "page");
      }
    }

    private void answer(String question, Range asked, HistoryAnswer answer, String kind)
        throws IOException {
      String body =
          switch (answer) {
            case Gone gone -> "" + gone.first();
            case OtherEpoch other -> other.epoch();
            case Failed failed -> failed.why();
            case Page page ->
                page.readings().stream()
                    .map(reading -> reading.epoch() + reading.seq())
                    .collect(Collectors.joining(","));
          };
      said(
          "answered " + question + " " + kind + " " + body,
          recovery.answered(recovery.epoch(), asked, answer));
    }

    private Page page(Range asked) {
      String epoch = epoch();
      List<Reading> readings =
          LongStream.rangeClosed(asked.from(), asked.to() + 2)
              .filter(_ -> random.nextInt(4) > 0)
              .mapToObj(seq -> reading(epoch, seq))
              .toList();
      return new Page(CHANNEL, epoch, 1, 100, readings);
    }

    private static Reading reading(String epoch, long seq) {
      return new Reading(CHANNEL, epoch, seq, 0, Map.of());
    }

    private void said(String what, List<Delivery> deliveries) throws IOException {
      String told = deliveries.stream().map(this::text).collect(Collectors.joining(", "));
      Range missing = recovery.missing();
      out.write(
          "%s\n[%s] next %d, missing %s, epoch %s, other %s, twice %d\n"
              .formatted(
                  what,
                  told,
                  recovery.next(),
                  missing == null ? "nothing" : missing.from() + "-" + missing.to(),
                  recovery.epoch(),
                  recovery.otherEpoch(),
                  recovery.duplicates()));
    }

    private String text(Delivery delivery) {
      return switch (delivery) {
        case Delivered(Reading reading, boolean filled, _) ->
            reading.epoch() + reading.seq() + (filled ? " filled" : "");
        case Hole hole ->
            "hole in %s %d-%d: %s"
                .formatted(hole.epoch(), hole.range().from(), hole.range().to(), hole.why());
        case NewEpoch change -> "reset " + change.oldEpoch() + " to " + change.newEpoch();
      };
    }
  }
}
