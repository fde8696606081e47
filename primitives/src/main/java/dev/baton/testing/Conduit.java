package dev.baton.testing;

import dev.baton.Suspends;
import dev.baton.sync.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/// Bytes in one direction, in memory: written at one end, carried by a [Line], read at the other.
final class Conduit {
  private final int capacity;
  private final int largestRead;
  private final Line line;
  private final Event readable = new Event("bytes to read");
  private final Event writable = new Event("room to write");

  /// Ready to be read from, none of them empty.
  private final Queue<ByteBuffer> arrived = new ArrayDeque<>();

  /// Bytes that were written and not read: under way or arrived.
  private int unread;

  /// Everything that will ever come has arrived.
  private boolean ended;

  private boolean writerClosed;
  private boolean readerClosed;

  /// The connection broke.
  private boolean broken;

  /// The end came too early: what comes later is lost.
  private boolean cut;

  /// What comes later does not arrive, and keeps its room.
  private boolean stalled;

  /// @param capacity how many bytes may be unread before a writer waits
  /// @param largestRead how many bytes one read gives at most
  Conduit(int capacity, int largestRead, Line line) {
    this.capacity = capacity;
    this.largestRead = largestRead;
    this.line = line;
  }

  // --- the end that writes

  @Suspends
  void write(ByteBuffer source) throws IOException {
    requireWritable();
    while (source.hasRemaining()) {
      if (unread == capacity) {
        writable.clear();
        writable.await();
        requireWritable();
      } else {
        byte[] piece = new byte[Math.min(source.remaining(), capacity - unread)];
        source.get(piece);
        unread += piece.length;
        line.carry(piece, this);
      }
    }
  }

  void requireWritable() throws IOException {
    if (writerClosed) {
      throw new ClosedChannelException();
    }
    requireSound();
    if (readerClosed) {
      throw new IOException("broken pipe: the other end was closed");
    }
  }

  /// Nothing more is written.
  void end() {
    if (!writerClosed) {
      writerClosed = true;
      writable.set();
      line.carryEnd(this);
    }
  }

  // --- the line

  void arrive(byte[] piece) {
    if (cut) {
      lose(piece.length);
    } else if (!stalled) {
      arrived.add(ByteBuffer.wrap(piece));
    }
    readable.set();
  }

  void arriveEnd() {
    ended = !stalled;
    readable.set();
  }

  /// These bytes are gone; their room is free again.
  void lose(int count) {
    unread -= count;
    writable.set();
  }

  /// Nothing more arrives, and nothing says so.
  void stall() {
    stalled = true;
    ended = false;
    arrived.clear();
  }

  /// The end arrives, in the middle of whatever it was.
  void cutOff() {
    cut = true;
    arriveEnd();
    lose(arrivedBytes());
    arrived.clear();
  }

  void breakOff() {
    broken = true;
    readable.set();
    writable.set();
  }

  // --- the end that reads

  @Suspends
  void awaitReadable() throws IOException {
    while (arrived.isEmpty() && !ended && !broken && !readerClosed) {
      readable.clear();
      readable.await();
    }
    requireReadable();
  }

  /// How many bytes have arrived and were not read.
  int arrivedBytes() {
    return arrived.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  /// True when there is nothing to wait for: a read gives the end.
  boolean isAtEnd() {
    return ended && arrived.isEmpty();
  }

  int readNow(ByteBuffer target) throws IOException {
    requireReadable();
    ByteBuffer first = arrived.peek();
    if (first == null) {
      return ended ? -1 : 0;
    }
    int count = Math.min(largestRead, Math.min(target.remaining(), first.remaining()));
    target.put(first.slice(first.position(), count));
    first.position(first.position() + count);
    if (!first.hasRemaining()) {
      arrived.remove();
    }
    lose(count);
    return count;
  }

  private void requireReadable() throws IOException {
    if (readerClosed) {
      throw new ClosedChannelException();
    }
    requireSound();
  }

  private void requireSound() throws IOException {
    if (broken) {
      throw new IOException("connection reset");
    }
  }

  /// Nothing more is read.
  void closeReading() {
    readerClosed = true;
    arrived.clear();
    readable.set();
    writable.set();
  }
}
