package dev.baton.net;

import static dev.baton.api.VirtualLoop.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import dev.baton.testing.Pipe;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading, whether the bytes come all at once or one at a time.
class StreamReadTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  /// Runs with the reading end of a pipe into which this text was written.
  private static void reading(String text, int largestRead, Reader reader) throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe(1_000_000, largestRead);
          pipe.first().write(text);
          pipe.first().shutdownOutput();
          reader.read(pipe.second());
        });
  }

  private interface Reader {
    void read(Stream stream) throws Exception;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, WHOLE})
  void linesEndWithNewlineOrCarriageReturnAndNewline(int largestRead) throws Exception {
    reading(
        "one\ntwo\r\n\r\n\nth\rree\u00e9\r\nlast\r",
        largestRead,
        stream -> {
          List<String> lines = new ArrayList<>();
          for (String line; (line = stream.readLine(20)) != null; ) {
            lines.add(line);
          }

          assertThat(lines).containsExactly("one", "two", "", "", "th\rree\u00e9", "last\r");
          assertThat(stream.readLine(1)).isNull();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, WHOLE})
  void aLineMayBeAsLongAsItsLimitWithItsEnd(int largestRead) throws Exception {
    reading(
        "abc\nabcd\n",
        largestRead,
        stream -> {
          assertThat(stream.readLine(4)).isEqualTo("abc");
          assertThatThrownBy(() -> stream.readLine(4))
              .isInstanceOf(LimitExceededException.class)
              .hasMessage("a line has more than 4 bytes");
          assertThat(stream.readLine(5)).isEqualTo("abcd");
        });
  }

  @Test
  void anEndlessLineIsGivenUpAtTheLimitAndNotWaitedFor() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("x".repeat(30_000));

          assertThatThrownBy(() -> pipe.second().readLine(30_000))
              .isInstanceOf(LimitExceededException.class);
          assertThat(pipe.second().readExactly(30_000)).hasSize(30_000);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, WHOLE})
  void aSeparatorIsFoundAlsoAcrossPieces(int largestRead) throws Exception {
    reading(
        "a\r\r\n\r\nb\r\n\r\n\r\n\r\nrest",
        largestRead,
        stream -> {
          byte[] blankLine = bytes("\r\n\r\n");
          List<String> parts = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            parts.add(text(stream.readUntil(blankLine, 7)));
          }

          assertThat(parts).containsExactly("a\r\r\n\r\n", "b\r\n\r\n", "\r\n\r\n");
          assertThatThrownBy(() -> stream.readUntil(blankLine, 7))
              .isInstanceOf(EOFException.class)
              .hasMessage("expected a separator, the stream ended after 4 bytes");
          assertThat(text(stream.readExactly(4))).isEqualTo("rest");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, WHOLE})
  void aSeparatorBeyondTheLimitIsRefusedAndTheBytesStay(int largestRead) throws Exception {
    reading(
        "abcd--",
        largestRead,
        stream -> {
          assertThatThrownBy(() -> stream.readUntil(bytes("--"), 5))
              .isInstanceOf(LimitExceededException.class)
              .hasMessage("no separator within 5 bytes");
          assertThat(text(stream.readUntil(bytes("--"), 6))).isEqualTo("abcd--");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000, WHOLE})
  void anyMixOfReadsGivesTheBytesInOrder(int largestRead) throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      byte[] sent = new byte[50_000];
      for (int i = 0; i < sent.length; i++) {
        sent[i] = (byte) (random.nextInt(40) == 0 ? '\n' : 'a' + random.nextInt(26));
      }
      reading(
          text(sent),
          largestRead,
          stream -> {
            ByteBuffer got = ByteBuffer.allocate(sent.length);
            while (got.hasRemaining()) {
              got.put(readSomehow(stream, random, got.remaining()));
            }

            assertThat(got.array()).isEqualTo(sent);
            assertThat(stream.read(10)).isEmpty();
            assertThat(stream.read(ByteBuffer.allocate(1))).isEqualTo(-1);
          });
    }
  }

  private static byte[] readSomehow(Stream stream, Random random, int left) throws IOException {
    int count = Math.min(left, 1 + random.nextInt(3_000));
    return switch (random.nextInt(4)) {
      case 0 -> stream.readExactly(count);
      case 1 -> stream.read(count);
      case 2 -> {
        ByteBuffer target = ByteBuffer.allocateDirect(count);
        byte[] bytes = new byte[stream.read(target)];
        target.flip().get(bytes);
        yield bytes;
      }
      default -> {
        try {
          yield stream.readUntil(new byte[] {'\n'}, left + 1);
        } catch (EOFException withoutEnd) {
          yield stream.readExactly(left);
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000, WHOLE})
  void piecesComeInOrderAndBeginWithWhatWasLeft(int largestRead) throws Exception {
    String rest = "x".repeat(99_999) + "y";
    reading(
        "line\n" + rest,
        largestRead,
        stream -> {
          assertThat(stream.readLine(10)).isEqualTo("line");
          StringBuilder got = new StringBuilder();
          stream.forEachPiece(piece -> got.append(StandardCharsets.US_ASCII.decode(piece)));

          assertThat(got.toString()).isEqualTo(rest);
          assertThat(stream.read(1)).isEmpty();
        });
  }

  /// Each connection has its own buffer as long as its reader waits.
  @Test
  void readersOfPiecesThatWaitDoNotDisturbEachOther() throws Exception {
    VirtualLoop.run(
        () -> {
          List<String> got = new ArrayList<>();
          List<Pipe> pipes = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            Pipe pipe = new Pipe();
            pipes.add(pipe);
            pipe.first().write(i + "!");
            Async.spawn(
                () ->
                    pipe.second()
                        .forEachPiece(
                            piece -> {
                              Async.sleep(ms(5));
                              got.add(StandardCharsets.US_ASCII.decode(piece).toString());
                            }));
          }
          Async.sleep(ms(10));
          pipes.forEach(pipe -> pipe.first().abort());
          Async.sleep(ms(10));

          assertThat(got).hasSize(40).startsWith("0!", "1!", "2!").endsWith("38!", "39!");
        });
  }

  @Test
  void aPieceReaderThatFailsEndsTheReading() throws Exception {
    reading(
        "abc",
        1,
        stream -> {
          assertThatThrownBy(
                  () ->
                      stream.forEachPiece(
                          _ -> {
                            throw new IOException("enough");
                          }))
              .hasMessage("enough");
          assertThat(stream.readExactly(2)).containsExactly('b', 'c');
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, WHOLE})
  void theEndBeforeAllBytesLeavesThemToBeRead(int largestRead) throws Exception {
    reading(
        "abc",
        largestRead,
        stream -> {
          assertThatThrownBy(() -> stream.readExactly(4))
              .isInstanceOf(EOFException.class)
              .hasMessage("expected 4 bytes, the stream ended after 3");
          assertThat(stream.readExactly(0)).isEmpty();
          assertThat(stream.readLine(100)).isEqualTo("abc");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, WHOLE})
  void aReadThatIsCancelledLosesNoBytes(int largestRead) throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe(1_000, largestRead);
          Stream stream = pipe.second();
          List<ThrowingCallable> reads =
              List.of(
                  () -> stream.readExactly(100),
                  () -> stream.readLine(100),
                  () -> stream.readUntil(bytes("--"), 100));
          for (ThrowingCallable read : reads) {
            pipe.first().write("abc");
            assertThatThrownBy(() -> Async.timeout(ms(10), () -> call(read)))
                .isInstanceOf(TimeoutException.class);
          }
          pipe.first().write("\n");

          assertThat(stream.readLine(100)).isEqualTo("abcabcabc");
        });
  }

  private static void call(ThrowingCallable code) throws Exception {
    try {
      code.call();
    } catch (Exception | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void aSecondReaderIsRefusedAndTheFirstGoesOn() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<String> first = Async.spawn(() -> pipe.second().readLine(100));
          Async.yieldNow();

          assertThatThrownBy(() -> pipe.second().read(1))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageEndingWith("two tasks cannot read at once");
          pipe.first().write("line\n");
          assertThat(first.await()).isEqualTo("line");
        });
  }

  @Test
  void nothingIsReadFromAClosedStream() throws Exception {
    reading(
        "ab",
        WHOLE,
        stream -> {
          stream.read(1);
          stream.close();

          assertThatThrownBy(() -> stream.read(1)).isInstanceOf(IOException.class);
          assertThatThrownBy(() -> stream.readLine(1)).isInstanceOf(IOException.class);
        });
  }

  @Test
  void limitsAndCountsMustMakeSense() throws Exception {
    reading(
        "a",
        WHOLE,
        stream -> {
          assertThatThrownBy(() -> stream.readLine(0))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage("the limit must be at least 1, got 0");
          assertThatThrownBy(() -> stream.readExactly(-1))
              .hasMessage("count must be at least 0, got -1");
          assertThatThrownBy(() -> stream.readUntil(new byte[0], 1))
              .hasMessage("the separator must have at least one byte");
          assertThatThrownBy(() -> stream.read(ByteBuffer.allocate(0)))
              .hasMessage("the target of read() has no room");
          assertThat(stream.read(10)).containsExactly('a');
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aTaskCanWaitWithoutABuffer() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> writing =
              Async.spawn(
                  () -> {
                    Async.sleep(ms(10));
                    pipe.first().write("ab");
                    pipe.first().shutdownOutput();
                  });
          pipe.second().awaitReadable();
          assertThat(pipe.second().read(1)).containsExactly('a');
          pipe.second().awaitReadable(); // what is left over is there
          assertThat(pipe.second().readLine(9)).isEqualTo("b");
          pipe.second().awaitReadable(); // so is the end
          assertThat(pipe.second().read(1)).isEmpty();
          writing.await();
        });
  }
}
