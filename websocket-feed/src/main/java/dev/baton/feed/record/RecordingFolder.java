package dev.baton.feed.record;

import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.After;
import dev.baton.feed.protocol.RecordedLine.End;
import dev.baton.feed.protocol.RecordedLine.Head;
import dev.baton.feed.protocol.RecordedLine.Writer;
import dev.baton.program.FolderLock;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a recording that is to go on: locked, looked through, and with the torn end of its
/// last file cut off. Everything here blocks.
final class RecordingFolder implements AutoCloseable {
  private final Path folder;
  private final Disk disk;
  private final FolderLock lock;
  private final List<String> notes = new ArrayList<>();
  private List<Segment> segments;
  private Scan scan;
  private Looking seen;
  private boolean isDamaged;

  private RecordingFolder(Path folder, Disk disk, FolderLock lock) {
    this.folder = folder;
    this.disk = disk;
    this.lock = lock;
  }

  /// Makes the folder if there is none.
  ///
  /// @throws RecordingException if another process writes it, or if it holds something else
  static RecordingFolder open(Path folder, Writer writer, Disk disk) throws RecordingException {
    try {
      return openNow(folder, writer, disk);
    } catch (RecordingException ours) {
      throw ours;
    } catch (FolderLock.TakenException taken) {
      throw new RecordingException(
          "the recording %s is used by %s; stop that, or name another folder"
              .formatted(folder, taken.user()),
          taken);
    } catch (IOException failure) {
      throw new RecordingException(
          "the recording %s cannot be opened: %s".formatted(folder, FailureText.of(failure)),
          failure);
    }
  }

  private static RecordingFolder openNow(Path folder, Writer writer, Disk disk) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new RecordingException(
          "the recording %s cannot be opened: it is no folder; name one, or one not there yet"
              .formatted(folder));
    }
    Files.createDirectories(folder);
    requireOurs(folder);
    RecordingFolder opened = new RecordingFolder(folder, disk, FolderLock.take(folder));
    try {
      opened.look();
      opened.require(writer);
      opened.cutTorn();
      return opened;
    } catch (Throwable failure) {
      try (opened) {
        throw failure;
      }
    }
  }

  /// A home folder is not to be filled by a mistake.
  private static void requireOurs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (!names.isEmpty() && !names.contains(FolderLock.FILE) && Segment.in(folder).isEmpty()) {
        throw new RecordingException(
            "the folder %s holds other files, such as %s; name an empty one, or one that is not"
                    .formatted(folder, names.getFirst())
                + " there yet");
      }
    }
  }

  private void look() throws IOException {
    segments = Segment.in(folder);
    while (!segments.isEmpty() && !hasLine(segments.getLast())) {
      Segment last = segments.getLast();
      disk.delete(last.file());
      disk.forceNames(folder);
      notes.add("file %s was begun, but nothing was written: it is deleted".formatted(last.name()));
      segments = segments.subList(0, segments.size() - 1);
    }
    read(segments.isEmpty() ? segments : List.of(segments.getLast()));
    if (isDamaged) {
      read(segments);
    }
  }

  private static boolean hasLine(Segment segment) throws IOException {
    try (LineReader reader = new LineReader(segment.file())) {
      LineReader.Line first = reader.next();
      return first != null && first.isWhole();
    }
  }

  private void read(List<Segment> those) throws IOException {
    seen = new Looking();
    scan = Scan.of(those, seen);
    isDamaged |= seen.isDamaged;
  }

  /// And forces the rest to the disk: what a killed process has written is still with the system,
  /// and the next file is about to say that it is there.
  private void cutTorn() throws IOException {
    if (segments.isEmpty()) {
      return;
    }
    Segment last = segments.getLast();
    long length = Files.size(last.file());
    disk.cut(last.file(), seen.torn ? seen.end : length);
    if (seen.torn) {
      notes.add(
          "file %s ended with %,d bytes of a line that was not written whole: they are cut off"
              .formatted(last.name(), length - seen.end));
    }
  }

  /// Of a file in the middle nothing is cut off, whatever is in it.
  private final class Looking implements Scan.Sink {
    private Head head;
    private boolean isDamaged;
    private boolean torn;
    private long end;

    @Override
    public void line(Segment segment, RecordedLine line) {
      head = line instanceof Head first ? first : head;
    }

    @Override
    public void problem(Segment segment, long line, String problem) {
      isDamaged = true;
    }

    @Override
    public void torn(Segment segment, long line, long start) {
      if (segment.equals(segments.getLast())) {
        torn = true;
        end = start;
      } else {
        isDamaged = true;
      }
    }
  }

  private void require(Writer writer) throws RecordingException {
    if (seen.head != null && seen.head.writer() != writer) {
      throw new RecordingException(
          seen.head.writer() == Writer.SERVE
              ? "the recording %s is that of a server; name another folder".formatted(folder)
              : "the recording %s is that of a watcher; name another folder for a server"
                  .formatted(folder));
    }
    if (isDamaged) {
      notes.add(
          "the recording is damaged; it goes on in a new file, and \"feed verify %s\" says where"
              .formatted(folder));
    }
  }

  /// The files that were there.
  List<Segment> segments() {
    return segments;
  }

  /// Where the recording is.
  Continuity continuity() {
    return scan.continuity();
  }

  /// Whether something in it is not as it was written.
  boolean isDamaged() {
    return isDamaged;
  }

  /// What is before the next file.
  After after() {
    if (segments.isEmpty()) {
      return After.NOTHING;
    }
    return scan.last() instanceof End ? After.END : After.STOP;
  }

  /// Goes on in a new file.
  SegmentWriter writer(Writer writer, RecordingSettings settings, RecordingClock clock) {
    long last = segments.isEmpty() ? 0 : segments.getLast().number();
    return new SegmentWriter(folder, writer, settings, clock, disk, continuity(), last);
  }

  /// What people should know: sentences.
  List<String> notes() {
    return notes;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
