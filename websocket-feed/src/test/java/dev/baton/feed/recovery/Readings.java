package dev.baton.feed.recovery;

import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// Readings and pages for tests.
final class Readings {
  static final String CHANNEL = "host.cpu";

  private Readings() {}

  static Reading reading(String epoch, long seq) {
    return new Reading(CHANNEL, epoch, seq, seq * 1000, Map.of("load", seq / 100.0));
  }

  static Page page(String epoch, long... seqs) {
    List<Reading> readings = LongStream.of(seqs).mapToObj(seq -> reading(epoch, seq)).toList();
    return new Page(CHANNEL, epoch, 1, 100, readings);
  }
}
