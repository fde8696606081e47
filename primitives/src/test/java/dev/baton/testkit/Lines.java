package dev.baton.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The lines that a process writes, as they come.
///
/// A thread of its own reads them, so that the process never waits for a test that looks elsewhere.
/// Lines that were read are kept for [#all()] and for the messages of failures, up to [#MOST]
/// characters; a process that writes so much unread has failed.
public final class Lines {
  /// So many characters are kept.
  static final int MOST = 10_000_000;

  /// So many lines a failure shows.
  private static final int SHOWN = 200;

  private final String process;
  private final long deadline;
  private final Deque<String> seen = new ArrayDeque<>();
  private final Deque<String> unread = new ArrayDeque<>();
  private long seenSize;
  private long unreadSize;
  private boolean forgotten;
  private boolean ended;

  /// Why the rest is missing; null: it is not.
  private String fault;

  /// @param process its name, for failures
  /// @param deadline of all waits, by [System#nanoTime()]
  Lines(String process, long deadline) {
    this.process = process;
    this.deadline = deadline;
  }

  /// Starts to read.
  void read(InputStream in) {
    Thread.ofPlatform()
        .daemon()
        .name("output of " + process)
        .start(
            () -> {
              try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                readAll(reader);
              } catch (IOException closed) {
                // the process was killed: what it wrote before is here
              } finally {
                end();
              }
            });
  }

  private void readAll(Reader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    char[] some = new char[8_192];
    for (int count; (count = reader.read(some)) >= 0; ) {
      for (int i = 0; i < count; i++) {
        if (some[i] == '\n') {
          add(line);
        } else {
          line.append(some[i]);
        }
      }
      if (isTooMuch(line.length())) {
        return;
      }
    }
    if (!line.isEmpty()) {
      add(line);
    }
  }

  private synchronized void add(StringBuilder line) {
    boolean windows = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
    line.setLength(line.length() - (windows ? 1 : 0));
    unread.add(line.toString());
    unreadSize += line.length() + 1;
    line.setLength(0);
    notifyAll();
  }

  private synchronized boolean isTooMuch(int more) {
    if (unreadSize + more > MOST) {
      fault = "wrote more than %,d characters that nobody read".formatted(MOST);
    }
    return fault != null;
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Waits for the next line.
  ///
  /// @return null at the end
  public synchronized String nextLine() throws InterruptedException {
    while (unread.isEmpty() && !ended) {
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        throw failure("was silent until its time was over");
      }
      wait(millis);
    }
    if (unread.isEmpty() && fault != null) {
      throw failure(fault);
    }
    return unread.isEmpty() ? null : take();
  }

  private String take() {
    String line = unread.remove();
    unreadSize -= line.length() + 1;
    seen.add(line);
    seenSize += line.length() + 1;
    while (seenSize > MOST) {
      seenSize -= seen.remove().length() + 1;
      forgotten = true;
    }
    return line;
  }

  /// Reads on until a line begins like this.
  ///
  /// @return the whole line
  public String awaitLine(String beginning) throws InterruptedException {
    return await("begins with \"" + beginning + '"', line -> line.startsWith(beginning));
  }

  /// Reads on until a line has this in it.
  ///
  /// @return the whole line
  public String awaitLineWith(String part) throws InterruptedException {
    return await("contains \"" + part + '"', line -> line.contains(part));
  }

  private String await(String what, Predicate<String> wanted) throws InterruptedException {
    for (String line; (line = nextLine()) != null; ) {
      if (wanted.test(line)) {
        return line;
      }
    }
    throw failure("ended without a line that " + what);
  }

  /// Waits for the end.
  ///
  /// @return all lines from the first on, also those that were read before, with `\n` between them
  public synchronized String all() throws InterruptedException {
    do {
      if (forgotten) {
        throw failure("wrote more than %,d characters".formatted(MOST));
      }
    } while (nextLine() != null);
    return String.join("\n", seen);
  }

  private synchronized AssertionError failure(String what) {
    List<String> last = seen.stream().skip(Math.max(0, seen.size() - SHOWN)).toList();
    String written = last.isEmpty() ? "it has written nothing" : String.join("\n", last);
    return new AssertionError(process + " " + what + ":\n" + written);
  }
}
