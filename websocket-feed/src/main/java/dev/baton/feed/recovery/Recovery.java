package dev.baton.feed.recovery;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Puts the readings of one channel in order, finds what is missing, and declares what cannot be
/// had.
///
/// It waits for nothing and knows no network: each method takes one thing that was heard and gives
/// what follows from it, in order. [#missing()] says what to ask the history for.
///
/// ```text
///   delivered or declared      missing      held            not heard of
///  ----------------------- | - - - - - - | ###### - - ### | . . . . . . .
///                          next                           top
/// ```
///
/// **The promise.** Within an epoch the delivered sequence numbers rise, and every number between
/// the first and the last that was heard of is delivered once or in exactly one [Hole].
///
/// **Why it ends.** Every answer of the history moves `next`: by what it delivers, or by the hole
/// that is declared because of what it does not. So a history that lies can lose readings, but not
/// hold up the stream.
///
/// A new epoch is read from its first reading on, so what a restarted server published before we
/// came back is not missed. An epoch comes with a new subscription only. Whatever is heard of
/// another one is dropped, and [#otherEpoch()] says that it is time to subscribe again: its numbers
/// mean nothing here, and taken for ours they would be holes that were never published.
///
/// Where only the newest is wanted ([Mode#LATEST]), what is older than the newest that was heard of
/// is skipped, and counted: it is no hole, since nobody wants it. The newest itself is asked for as
/// everything is otherwise.
public final class Recovery {
  /// Why a hole is declared, if an honest history cannot have answered so.
  public static final String CONTRADICTION = "the history contradicts itself";

  /// Streams may change back (two servers behind one address): so many old epochs are continued.
  private static final int RETIRED = 8;

  private final String channel;
  private final int maxHeld;
  private final Mode mode;

  /// Null until the first subscription.
  private String epoch;

  /// The lowest sequence number that is neither delivered nor declared.
  private long next = 1;

  /// The highest that was heard of, or `next - 1`.
  private long top;

  /// The highest that was said to be of this epoch. Not all servers say of which epoch their
  /// numbers are; `top` takes them for ours until another epoch is heard of.
  private long certain;

  /// The epoch that was heard of in place of ours since the last subscription; null if none was.
  private String other;

  /// What came too early. When this is full, what comes is dropped: it is missing then, and fetched
  /// in its turn.
  private final TreeMap<Long, Early> held = new TreeMap<>();

  private int heldValues;

  private final Map<String, Long> retired =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > RETIRED;
        }
      };

  private long duplicates;

  /// Left out since the last one that was delivered.
  private long skipped;

  /// Came too early.
  ///
  /// @param filled whether from the history
  private record Early(Reading reading, boolean filled) {}

  /// Wants every reading.
  ///
  /// @param maxHeld how many readings it keeps that came too early
  public Recovery(String channel, int maxHeld) {
    this(channel, maxHeld, Mode.STREAM);
  }

  /// The same for every reading, or the newest.
  public Recovery(String channel, int maxHeld, Mode mode) {
    this.channel = channel;
    this.maxHeld = maxHeld;
    this.mode = mode;
  }

  /// Begins in this stream with this number, before the first subscription: what is from there on
  /// is wanted, also if it was published long ago.
  public void begin(String stream, long wanted) {
    if (epoch != null) {
      throw new IllegalStateException(channel + " has begun already, in epoch " + epoch);
    }
    epoch = stream;
    next = wanted;
    top = wanted - 1;
    certain = top;
  }

  /// A subscription was made: the stream is this, and what follows is above `newest`.
  public List<Delivery> subscribed(String stream, long newest) {
    List<Delivery> out = new ArrayList<>();
    if (other != null) {
      forgetUncertain();
    }
    if (epoch == null) {
      begin(stream, newest + 1);
    } else if (!epoch.equals(stream)) {
      changeEpoch(stream, out);
    }
    other = null;
    hearOf(newest);
    return out;
  }

  private void hearOf(long seq) {
    top = Math.max(top, seq);
    certain = Math.max(certain, seq);
    if (mode == Mode.LATEST && certain > next) {
      skipped += certain - next;
      next = certain;
    }
  }

  private void changeEpoch(String stream, List<Delivery> out) {
    for (Range range; (range = missing()) != null; ) {
      declare(range.to(), "the stream began anew", out);
    }
    out.add(new NewEpoch(channel, epoch, stream));
    retired.put(epoch, next);
    epoch = stream;
    next = retired.getOrDefault(stream, 1L);
    top = next - 1;
    certain = top;
    skipped = 0;
  }

  /// What nobody has said to be of our epoch may have been of the other.
  private void forgetUncertain() {
    top = Math.max(certain, next - 1);
  }

  /// A reading came.
  public List<Delivery> heard(Reading reading) {
    List<Delivery> out = new ArrayList<>();
    if (reading.epoch().equals(epoch)) {
      take(reading, false, out);
    } else if (epoch != null) {
      other = reading.epoch();
    }
    return out;
  }

  /// The stream has got as far as this, whether or not we heard it.
  ///
  /// @param stream the epoch of this number; null if that was not said
  public void heardOf(String stream, long newest) {
    if (epoch == null) {
      return;
    }
    if (epoch.equals(stream)) {
      hearOf(newest);
    } else if (stream != null) {
      other = stream;
    } else if (other == null) {
      top = Math.max(top, newest);
    }
  }

  /// What to ask the history for, or null: the lowest run of numbers that are not here.
  public Range missing() {
    if (next > top) {
      return null;
    }
    return new Range(next, held.isEmpty() ? top : held.firstKey() - 1);
  }

  /// The history has answered.
  ///
  /// @param askedEpoch the epoch and the range it was asked for; an answer that has been overtaken
  ///   is dropped, and [#missing()] says what to ask now
  public List<Delivery> answered(String askedEpoch, Range asked, HistoryAnswer answer) {
    List<Delivery> out = new ArrayList<>();
    if (!askedEpoch.equals(epoch)) {
      return out;
    }
    if (answer instanceof Page page) {
      fitting(page, asked).forEach(reading -> take(reading, true, out));
    }
    Range missing = missing();
    if (missing != null && next == asked.from()) {
      declareUnfilled(missing, asked, answer, out);
    }
    return out;
  }

  /// What was asked for; a history may send anything.
  private Stream<Reading> fitting(Page page, Range asked) {
    return page.readings().stream()
        .filter(reading -> reading.epoch().equals(epoch) && asked.contains(reading.seq()));
  }

  private void declareUnfilled(
      Range missing, Range asked, HistoryAnswer answer, List<Delivery> out) {
    switch (answer) {
      case Page page -> declare(beforeFirst(page, asked, missing), "not in the history", out);
      case Gone gone when gone.first() > next ->
          declare(Math.min(gone.first() - 1, missing.to()), "no longer in the history", out);
      case Gone _ -> declare(missing.to(), CONTRADICTION, out);
      case OtherEpoch now when !now.epoch().equals(epoch) -> leave(now.epoch(), missing, out);
      case OtherEpoch _ -> declare(missing.to(), CONTRADICTION, out);
      case Failed failed -> declare(missing.to(), failed.why(), out);
    }
  }

  /// The history has gone over to another epoch: what is missing of ours cannot be had.
  private void leave(String now, Range missing, List<Delivery> out) {
    other = now;
    if (next <= certain) {
      declare(Math.min(missing.to(), certain), "the stream began anew", out);
    }
    forgetUncertain();
  }

  /// The end of a hole that a page leaves at its beginning. What it has further on may not be held,
  /// if there was no room, but is there to be asked for.
  private long beforeFirst(Page page, Range asked, Range missing) {
    return fitting(page, asked)
        .mapToLong(reading -> reading.seq() - 1)
        .reduce(missing.to(), Math::min);
  }

  private void take(Reading reading, boolean filled, List<Delivery> out) {
    long seq = reading.seq();
    if (seq < next || held.containsKey(seq)) {
      duplicates++;
      return;
    }
    hearOf(seq);
    if (seq == next) {
      deliver(reading, filled, out);
      drain(out);
    } else if (held.size() < maxHeld) {
      held.put(seq, new Early(reading, filled));
      heldValues += reading.values().size();
    }
  }

  private void declare(long to, String why, List<Delivery> out) {
    out.add(new Hole(channel, epoch, new Range(next, to), why));
    next = to + 1;
    drain(out);
  }

  private void drain(List<Delivery> out) {
    for (Early early; (early = held.remove(next)) != null; ) {
      heldValues -= early.reading.values().size();
      deliver(early.reading, early.filled, out);
    }
  }

  private void deliver(Reading reading, boolean filled, List<Delivery> out) {
    out.add(new Delivered(reading, filled, skipped));
    skipped = 0;
    next = reading.seq() + 1;
  }

  /// The stream that this follows, or null before the first subscription.
  public String epoch() {
    return epoch;
  }

  /// The epoch that was heard of in place of ours since the last subscription, or null.
  public String otherEpoch() {
    return other;
  }

  /// Where to resume: the lowest number that is still wanted.
  public long next() {
    return next;
  }

  /// How many readings are kept because they came too early.
  public int held() {
    return held.size();
  }

  /// How many values they have.
  public int heldValues() {
    return heldValues;
  }

  /// How many readings came more than once.
  public long duplicates() {
    return duplicates;
  }
}
