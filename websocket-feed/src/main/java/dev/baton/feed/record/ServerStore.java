package dev.baton.feed.record;

import dev.baton.feed.Journal.Past;
import dev.baton.feed.protocol.Numbering;
import dev.baton.feed.protocol.Numbering.Numbers;
import dev.baton.feed.protocol.Numbering.State;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.Event;
import dev.baton.feed.protocol.RecordedLine.From;
import dev.baton.feed.protocol.RecordedLine.Gap;
import dev.baton.feed.protocol.RecordedLine.Place;
import dev.baton.feed.protocol.RecordedLine.Reset;
import dev.baton.feed.protocol.RecordedLine.Writer;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// The recording of a server, as far as it blocks: its files, and the file of its numbers.
///
/// The numbers are reserved before they are used, so that after a power failure they go on above
/// all that may have been given: see [Resumption].
final class ServerStore implements AutoCloseable {
  /// What a recording is opened with.
  ///
  /// @param history how many readings of a channel the server keeps
  record Setup(
      Path folder,
      int history,
      RecordingSettings settings,
      RecordingClock clock,
      Disk disk,
      String boot) {}

  private final Setup setup;
  private final RecordingFolder folder;
  private final NumberingFile numberingFile;
  private final SegmentWriter segments;
  private final Map<String, Numbers> numbers = new TreeMap<>();

  /// Held while something is written.
  private final ReentrantLock working = new ReentrantLock();

  /// From then on the files may be another process's.
  private volatile boolean isClosed;

  private String folderId;
  private Resumption resumption;
  private RecentReadings recent;

  private ServerStore(Setup setup, RecordingFolder folder) {
    this.setup = setup;
    this.folder = folder;
    numberingFile = new NumberingFile(setup.folder(), setup.disk());
    segments = folder.writer(Writer.SERVE, setup.settings(), setup.clock());
  }

  /// Opens it where it was, or makes it.
  ///
  /// @throws RecordingException if it cannot be written
  static ServerStore open(Setup setup) throws RecordingException {
    RecordingFolder folder = RecordingFolder.open(setup.folder(), Writer.SERVE, setup.disk());
    ServerStore store = new ServerStore(setup, folder);
    try {
      store.beginTelling();
      return store;
    } catch (Throwable failure) {
      store.closeAfter(failure);
      throw failure;
    }
  }

  private void beginTelling() throws RecordingException {
    try {
      begin();
    } catch (IOException failure) {
      throw new RecordingException(
          "the recording %s cannot be written: %s"
              .formatted(setup.folder(), FailureText.of(failure)),
          failure);
    }
  }

  private void begin() throws IOException {
    Map<String, Place> recorded = new TreeMap<>(folder.continuity().at());
    folderId = FolderId.of(setup.folder());
    resumption =
        Resumption.of(numberingFile.read(), recorded, folder.isDamaged(), setup.boot(), folderId);
    recent = new RecentReadings(resumption.epoch(), resumption.tops(), setup.history());
    recent.read(folder.segments());
    segments.begin(folder.after());
    segments.append(bridge(recorded));
    resumption.tops().forEach((channel, top) -> numbers.put(channel, reserved(top)));
    write(State.OPEN);
  }

  private void closeAfter(Throwable failure) {
    try {
      close();
    } catch (IOException also) {
      failure.addSuppressed(also);
    }
  }

  /// What leads from where the recording is to where the numbers go on.
  private List<RecordedLine> bridge(Map<String, Place> recorded) {
    List<RecordedLine> lines = new ArrayList<>();
    recorded.forEach(
        (channel, place) -> {
          if (!place.epoch().equals(resumption.epoch())) {
            lines.add(new Reset(channel, place.epoch(), resumption.epoch()));
          }
        });
    resumption.tops().forEach((channel, top) -> addGap(channel, recorded.get(channel), top, lines));
    return lines;
  }

  private void addGap(String channel, Place place, long top, List<RecordedLine> lines) {
    String epoch = resumption.epoch();
    if (place == null && top > 0) {
      lines.add(new From(channel, epoch, 1));
    }
    long last = place != null && place.epoch().equals(epoch) ? place.seq() : 0;
    if (top > last) {
      lines.add(new Gap(channel, epoch, new Range(last + 1, top), resumption.why()));
    }
  }

  private Numbers reserved(long top) {
    return new Numbers(top, above(top));
  }

  private long above(long seq) {
    return Math.min(Reading.MAX_SEQ, seq + setup.settings().reserve());
  }

  private void write(State state) throws IOException {
    write(state, numbers);
  }

  private void write(State state, Map<String, Numbers> channels) throws IOException {
    numberingFile.write(new Numbering(resumption.epoch(), setup.boot(), folderId, state, channels));
  }

  /// The epoch of the server.
  String epoch() {
    return resumption.epoch();
  }

  /// What is known of a channel; empty if it begins now.
  Optional<Past> past(String channel, int most) {
    return Optional.ofNullable(resumption.tops().get(channel))
        .map(top -> new Past(resumption.epoch(), top + 1, recent.readings(channel, most)));
  }

  /// What people should know: sentences.
  List<String> notes() {
    List<String> notes = new ArrayList<>(folder.notes());
    if (resumption.why() != null) {
      notes.add(resumption.why());
    }
    return notes;
  }

  /// Writes these readings. When it returns they outlive this process, and their numbers the
  /// machine.
  void append(List<Reading> readings) throws IOException {
    alone(() -> appendNow(readings));
  }

  /// Lets one work at a time. Whoever is interrupted while it waits does nothing: nobody waits for
  /// it any more, and the recording may have been ended, or be another process's.
  private void alone(Work work) throws IOException {
    try {
      working.lockInterruptibly();
    } catch (InterruptedException _) {
      throw new InterruptedIOException("nobody waits any more for what was to be written");
    }
    try {
      if (isClosed) {
        throw new IOException("the recording has ended");
      }
      work.run();
    } finally {
      working.unlock();
    }
  }

  /// Nothing is reserved for what comes after the end.
  private void appendNow(List<Reading> readings) throws IOException {
    segments.requireOpen();
    reserve(readings);
    List<RecordedLine> lines = new ArrayList<>();
    for (Reading reading : readings) {
      if (reading.seq() == 1 && segments.at(reading.channel()) == null) {
        lines.add(new From(reading.channel(), reading.epoch(), 1));
      }
      lines.add(new Event(reading));
    }
    segments.append(lines);
  }

  private void reserve(List<Reading> readings) throws IOException {
    if (readings.stream().allMatch(this::isReserved)) {
      return;
    }
    Map<String, Numbers> next = new TreeMap<>();
    numbers.forEach((channel, _) -> next.put(channel, reserved(given(channel))));
    readings.forEach(
        reading ->
            next.put(
                reading.channel(), new Numbers(given(reading.channel()), above(reading.seq()))));
    write(State.OPEN, next);
    numbers.putAll(next);
  }

  private boolean isReserved(Reading reading) {
    Numbers channel = numbers.get(reading.channel());
    return channel != null && reading.seq() <= channel.reserved();
  }

  private long given(String channel) {
    Place place = segments.at(channel);
    return place == null ? 0 : place.seq();
  }

  /// Forces to the disk what was written.
  void force() throws IOException {
    segments.force();
  }

  /// Ends the recording properly.
  void end() throws IOException {
    alone(this::endNow);
  }

  private void endNow() throws IOException {
    segments.end();
    numbers.replaceAll((channel, _) -> new Numbers(given(channel), given(channel)));
    write(State.ENDED);
  }

  /// Ends the recording while the server goes on.
  ///
  /// @return whether a server that starts again will know it
  boolean abandon() {
    return says(() -> alone(this::abandonNow));
  }

  private void abandonNow() throws IOException {
    try {
      segments.close();
    } catch (IOException alsoThis) {
      // nothing more is written in any case
    }
    if (!says(() -> write(State.STOPPED))) {
      numberingFile.delete();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static boolean says(Work saying) {
    try {
      saying.run();
      return true;
    } catch (IOException cannotBeWritten) {
      return false;
    }
  }

  /// Lets others use the folder.
  @Override
  public void close() throws IOException {
    if (!isClosed) {
      alone(this::closeNow);
    }
  }

  private void closeNow() throws IOException {
    isClosed = true;
    try (folder) {
      segments.close();
    }
  }
}
