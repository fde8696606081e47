package dev.baton.feed.record;

import dev.baton.feed.protocol.RecordedJson;
import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.After;
import dev.baton.feed.protocol.RecordedLine.End;
import dev.baton.feed.protocol.RecordedLine.Head;
import dev.baton.feed.protocol.RecordedLine.Next;
import dev.baton.feed.protocol.RecordedLine.Place;
import dev.baton.feed.protocol.RecordedLine.Writer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes the files of a recording, one after the other. It never adds to a file of another run: so
/// a line that was torn can never be in the middle.
///
/// ```text
///  new file: Head, forced with its name | lines, forced each second | Next, forced | new file ...
///                                                                   | End, forced
/// ```
///
/// A file is forced before the next one is begun, so that after a power failure the last file alone
/// is shorter than it was.
///
/// Everything here blocks, and may be called by any thread.
final class SegmentWriter implements AutoCloseable {
  private final Path folder;
  private final Writer writer;
  private final RecordingSettings settings;
  private final RecordingClock clock;
  private final Disk disk;
  private final Continuity continuity;

  /// Null when the recording has ended, or failed.
  private Disk.Growing file;

  /// The number and the name of the present file, what it holds, and since when.
  private long number;

  private Path path;
  private long length;
  private long begun;

  /// Whether it has what is not forced.
  private boolean isDirty;

  /// @param continuity where the recording is
  /// @param last the number of its last file; 0 if there is none
  SegmentWriter(
      Path folder,
      Writer writer,
      RecordingSettings settings,
      RecordingClock clock,
      Disk disk,
      Continuity continuity,
      long last) {
    this.folder = folder;
    this.writer = writer;
    this.settings = settings;
    this.clock = clock;
    this.disk = disk;
    this.continuity = continuity;
    this.number = last;
  }

  /// Begins the first file of this run.
  synchronized void begin(After after) throws IOException {
    Instant now = clock.wall().get();
    Segment segment = Segment.begun(folder, ++number, now);
    file = disk.create(segment.file());
    path = segment.file();
    length = 0;
    begun = clock.nanos().getAsLong();
    write(new Head(number, micros(now), writer, after, at()));
    file.force();
    disk.forceNames(folder);
    isDirty = false;
  }

  private static long micros(Instant time) {
    return Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }

  private Map<String, Place> at() {
    return new TreeMap<>(continuity.at());
  }

  /// Where the channel is; null if nothing is known of it.
  synchronized Place at(String channel) {
    return continuity.at(channel);
  }

  /// Appends these lines. If it fails nothing more can be written, and what is there ends with a
  /// whole line if the disk allows that.
  ///
  /// @throws IllegalArgumentException if one may not come here: a bug
  synchronized void append(List<? extends RecordedLine> lines) throws IOException {
    if (isFull()) {
      rotate();
    }
    write(lines.toArray(RecordedLine[]::new));
  }

  private boolean isFull() {
    return length >= settings.segmentBytes()
        || clock.nanos().getAsLong() - begun >= settings.segmentTime().toNanos();
  }

  private void rotate() throws IOException {
    write(new Next(at()));
    finish();
    begin(After.ROTATION);
  }

  private void write(RecordedLine... lines) throws IOException {
    requireOpen();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (RecordedLine line : lines) {
      String problem = continuity.take(line);
      if (problem != null) {
        throw new IllegalArgumentException("the line " + line + " " + problem);
      }
      bytes.writeBytes(Seal.line(RecordedJson.text(line)));
    }
    try {
      file.write(bytes.toByteArray());
    } catch (IOException failure) {
      giveUp(failure);
      throw failure;
    }
    length += bytes.size();
    isDirty = true;
  }

  /// @throws IOException if it has ended, or failed
  synchronized void requireOpen() throws IOException {
    if (file == null) {
      throw new IOException("the recording has ended");
    }
  }

  private void giveUp(IOException failure) {
    try {
      close();
      disk.cut(path, length);
    } catch (IOException also) {
      failure.addSuppressed(also);
    }
  }

  /// Returns when all that was appended before is on the disk. Meanwhile others may append.
  void force() throws IOException {
    Disk.Growing now;
    synchronized (this) {
      now = file;
      if (now == null || !isDirty) {
        return;
      }
      isDirty = false;
    }
    try {
      now.force();
    } catch (IOException failure) {
      if (isCurrent(now)) { // otherwise it was forced before it was closed
        throw failure;
      }
    }
  }

  private synchronized boolean isCurrent(Disk.Growing one) {
    return one == file;
  }

  /// Ends the recording properly: all of it is on the disk then.
  synchronized void end() throws IOException {
    write(new End(at()));
    finish();
  }

  private void finish() throws IOException {
    file.force();
    close();
  }

  /// Ends it as a kill does.
  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      Disk.Growing open = file;
      file = null;
      open.close();
    }
  }
}
