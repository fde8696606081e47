package dev.baton.net.http;

import java.util.regex.Pattern;

/// Reads what stands around the data of a chunked body (RFC 9112, 7.1): sizes, extensions, trailer
/// fields. Extensions and trailers are checked and dropped.
///
/// ```text
///             digit         ';'             CR            LF, size > 0
///  SIZE_START -----> SIZE ------> EXTENSION ----> SIZE_LF ------------> DATA
///      ^               |             CR              ^  |                | all was taken
///      |               +-----------------------------+  | LF, size 0     v
///      |                                                v             DATA_CR
///      |                               TRAILER_START, fields             | CR
///      |                                                | empty line     v
///      |                                                v             DATA_LF
///      |                                               END               | LF
///      +-----------------------------------------------------------------+
/// ```
final class ChunkParser {
  private enum State {
    SIZE_START,
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER_NAME,
    TRAILER_VALUE,
    TRAILER_LF,
    END_LF,
    END
  }

  /// No chunk can be larger than 15 digits say; zeros in front count too.
  private static final int MOST_DIGITS = 15;

  private static final int LONGEST_EXTENSION = 256;

  /// What follows the first semicolon: names, with or without a token or a quoted text as a value.
  private static final Pattern EXTENSIONS = Pattern.compile(grammarOfExtensions());

  private final long maxBody;
  private final int maxTrailer;

  private State state = State.SIZE_START;
  private long left;
  private long total;
  private int digits;
  private final StringBuilder extension = new StringBuilder();
  private int trailer;

  /// @param maxBody bytes of all chunks
  /// @param maxTrailer bytes of all trailer fields, and of all extensions
  ChunkParser(long maxBody, int maxTrailer) {
    this.maxBody = maxBody;
    this.maxTrailer = maxTrailer;
  }

  /// Takes bytes until data begins, or the body ends.
  ///
  /// @return where the first byte stands that was not taken
  int parse(byte[] bytes, int from, int to) throws HttpException {
    int i = from;
    while (i < to && state != State.DATA && state != State.END) {
      step(bytes[i++] & 0xff);
    }
    return i;
  }

  /// How many bytes of data come next; 0 if something else does.
  long left() {
    return state == State.DATA ? left : 0;
  }

  boolean isEnded() {
    return state == State.END;
  }

  /// Somebody has taken so many bytes of data.
  void took(long count) {
    left -= count;
    if (left == 0) {
      state = State.DATA_CR;
    }
  }

  private void step(int c) throws HttpException {
    switch (state) {
      case SIZE_START -> firstDigit(c);
      case SIZE -> size(c);
      case EXTENSION -> extension(c);
      case SIZE_LF -> endSize(c);
      case DATA_CR -> require(c, '\r', State.DATA_LF, "a chunk is longer than its size");
      case DATA_LF -> require(c, '\n', State.SIZE_START, "a chunk is longer than its size");
      case TRAILER_START, TRAILER_NAME, TRAILER_VALUE -> trailer(c);
      case TRAILER_LF -> require(c, '\n', State.TRAILER_START, "a trailer line holds a bare CR");
      case END_LF -> require(c, '\n', State.END, "the body ends with a bare CR");
      case DATA, END -> throw new AssertionError(state);
    }
  }

  private void require(int c, int wanted, State next, String otherwise) throws HttpException {
    if (c != wanted) {
      throw new HttpException(400, otherwise);
    }
    state = next;
  }

  private void firstDigit(int c) throws HttpException {
    digits = 0;
    state = State.SIZE;
    if (Characters.hex(c) < 0) {
      throw new HttpException(400, "a chunk size begins with " + Characters.show(c));
    }
    size(c);
  }

  /// The grammar allows no space before an extension.
  private void size(int c) throws HttpException {
    int digit = Characters.hex(c);
    if (digit >= 0) {
      if (++digits > MOST_DIGITS) {
        throw new HttpException(400, "a chunk size has more than " + MOST_DIGITS + " digits");
      }
      left = left << 4 | digit;
    } else if (c == ';') {
      state = State.EXTENSION;
      extension.setLength(0);
    } else {
      require(c, '\r', State.SIZE_LF, "a chunk size holds " + Characters.show(c));
    }
  }

  private void extension(int c) throws HttpException {
    if (c == '\r') {
      endExtension();
      return;
    }
    if (!Characters.is(Characters.VALUE, c)) {
      throw new HttpException(400, "a chunk extension holds " + Characters.show(c));
    }
    extension.append((char) c);
    if (extension.length() > LONGEST_EXTENSION || ++trailer > maxTrailer) {
      throw new HttpException(400, "the chunk extensions are too long");
    }
  }

  /// Others take the line's end for a part of a quoted text that is still open, and see another
  /// request behind it.
  private void endExtension() throws HttpException {
    if (!EXTENSIONS.matcher(extension).matches()) {
      throw new HttpException(400, "a chunk extension is not of the form ;name=value");
    }
    state = State.SIZE_LF;
  }

  private static String grammarOfExtensions() {
    String blanks = "[ \\t]*+";
    String token = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    String quoted = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    String value = "=" + blanks + "(?:" + token + "|" + quoted + ")" + blanks;
    String one = blanks + token + blanks + "(?:" + value + ")?+";
    return one + "(?:;" + one + ")*+";
  }

  private void endSize(int c) throws HttpException {
    require(c, '\n', left == 0 ? State.TRAILER_START : State.DATA, "a chunk size has a bare CR");
    total += left;
    if (total > maxBody) {
      throw new HttpException(413, "the body has more than " + maxBody + " bytes");
    }
  }

  private void trailer(int c) throws HttpException {
    if (++trailer > maxTrailer) {
      throw new HttpException(431, "the trailer fields have more than " + maxTrailer + " bytes");
    }
    switch (state) {
      case TRAILER_START -> {
        state = c == '\r' ? State.END_LF : State.TRAILER_NAME;
        requireTrailer(c == '\r' || Characters.is(Characters.TOKEN, c), c);
      }
      case TRAILER_NAME -> {
        state = c == ':' ? State.TRAILER_VALUE : State.TRAILER_NAME;
        requireTrailer(c == ':' || Characters.is(Characters.TOKEN, c), c);
      }
      default -> {
        state = c == '\r' ? State.TRAILER_LF : State.TRAILER_VALUE;
        requireTrailer(c == '\r' || Characters.is(Characters.VALUE, c), c);
      }
    }
  }

  private static void requireTrailer(boolean good, int c) throws HttpException {
    if (!good) {
      throw new HttpException(400, "a trailer field holds " + Characters.show(c));
    }
  }
}
