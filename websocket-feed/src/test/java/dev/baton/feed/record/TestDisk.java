package dev.baton.feed.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// The system's disk, with everything that can happen to one: full, broken, a process that is
/// killed at any of its calls, a power failure that takes what was not forced. It only notes what
/// is forced, since no real power fails here.
final class TestDisk implements Disk {
  /// The process is killed here.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private final Disk disk = Disk.system();

  /// How much of each file outlives a power failure.
  private final Map<Path, Long> forced = new HashMap<>();

  /// Files whose names do not.
  private final Set<Path> unnamed = new HashSet<>();

  /// What was deleted, and may be there again after a power failure.
  private final Map<Path, byte[]> deleted = new HashMap<>();

  private int calls;
  private int killAt = Integer.MAX_VALUE;
  private int failAt = Integer.MAX_VALUE;
  private long room = Long.MAX_VALUE;
  private boolean isBroken;
  private boolean isDead;

  /// How many calls there were.
  int calls() {
    return calls;
  }

  /// Kills the process at the n-th call from now, from 1: what it writes then is written in part.
  void killAt(int n) {
    killAt = calls + n;
  }

  /// A new process uses it; one that was killed did nothing more.
  void start() {
    isDead = false;
  }

  /// Nothing will happen any more.
  void calm() {
    killAt = Integer.MAX_VALUE;
    failAt = Integer.MAX_VALUE;
    room = Long.MAX_VALUE;
    isBroken = false;
  }

  /// Lets the n-th call from now fail.
  void failAt(int n) {
    failAt = calls + n;
  }

  /// Leaves room for so many bytes.
  void room(long bytes) {
    room = bytes;
  }

  /// Lets every call fail, or none.
  void setBroken(boolean broken) {
    isBroken = broken;
  }

  private boolean isKilledHere() throws IOException {
    if (isDead) {
      throw new Killed();
    }
    calls++;
    isDead = calls == killAt;
    if (isBroken) {
      throw new IOException("Input/output error");
    }
    if (calls == failAt) {
      throw new IOException("Input/output error, once");
    }
    return isDead;
  }

  /// Before or after what it does.
  private void mayBeKilled() throws IOException {
    if (isKilledHere()) {
      throw new Killed();
    }
  }

  @Override
  public Growing create(Path file) throws IOException {
    mayBeKilled();
    requireRoom(1);
    Growing growing = disk.create(file);
    forced.put(file, 0L);
    unnamed.add(file);
    return new Growing() {
      @Override
      public void write(byte[] bytes) throws IOException {
        boolean isKilled = isKilledHere();
        int length = (int) Math.min(isKilled ? bytes.length / 2 : bytes.length, room);
        growing.write(Arrays.copyOf(bytes, length));
        room -= length;
        if (isKilled) {
          throw new Killed();
        }
        requireRoom(bytes.length - length);
      }

      @Override
      public void force() throws IOException {
        mayBeKilled();
        forced.put(file, Files.size(file));
      }

      @Override
      public void close() throws IOException {
        growing.close();
      }
    };
  }

  private void requireRoom(long bytes) throws IOException {
    if (bytes > room) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public void cut(Path file, long length) throws IOException {
    mayBeKilled();
    cutNow(file, length);
    forced.computeIfPresent(file, (_, _) -> length);
  }

  @Override
  public void replace(Path file, byte[] content) throws IOException {
    mayBeKilled();
    requireRoom(content.length);
    Path draft = Files.write(file.resolveSibling("draft"), content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    mayBeKilled();
    if (Files.exists(file)) {
      deleted.put(file, Files.readAllBytes(file));
      disk.delete(file);
    }
  }

  @Override
  public void forceNames(Path folder) throws IOException {
    mayBeKilled();
    unnamed.removeIf(file -> file.getParent().equals(folder));
    deleted.keySet().removeIf(file -> file.getParent().equals(folder));
  }

  private static void cutNow(Path file, long length) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(length);
    }
  }

  /// Takes of each file some of what was not forced.
  ///
  /// @param random null: all of it
  void powerFails(Random random) throws IOException {
    for (Map.Entry<Path, byte[]> file : deleted.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }
    for (Map.Entry<Path, Long> file : forced.entrySet()) {
      Path path = file.getKey();
      if (unnamed.contains(path)) {
        Files.deleteIfExists(path);
      } else if (Files.exists(path)) {
        long lost = Files.size(path) - file.getValue();
        long kept = random == null ? 0 : random.nextLong(lost + 1);
        cutNow(path, file.getValue() + kept);
      }
    }
    deleted.clear();
    unnamed.clear();
    forced.clear();
  }
}
