package dev.baton.net.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the head of a request from bytes, strictly (RFC 9112).
///
/// It may be called with the first bytes of a head and again with more: whole lines are read once
/// and not looked at again. Positions count from the first byte of the head, since the bytes may
/// move meanwhile.
final class HeadParser {
  private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"};
  private static final String HEAD = "HEAD ";
  private static final int VERSION_LENGTH = "HTTP/1.1".length();

  /// A length of more digits would not fit a long.
  private static final int MOST_DIGITS = 18;

  /// Before a request line.
  private static final int MOST_BLANK_LINES = 4;

  private final HttpSettings settings;

  private int lineStart;
  private int scanned;
  private int fieldsStart;
  private int end;

  /// Null until the first line was read.
  private String method;

  private Target target;
  private int minor;
  private int blankLines;

  private int[] positions = new int[16 * Fields.POSITIONS];
  private int used;

  private String host;
  private long length;
  private boolean hasLength;
  private boolean transferCoded;
  private boolean close;
  private boolean keepAlive;
  private String expectation;

  HeadParser(HttpSettings settings) {
    this.settings = settings;
  }

  /// Makes it ready for the next head.
  void reset() {
    lineStart = 0;
    scanned = 0;
    fieldsStart = 0;
    method = null;
    blankLines = 0;
    used = 0;
    host = null;
    length = 0;
    hasLength = false;
    transferCoded = false;
    close = false;
    keepAlive = false;
    expectation = null;
  }

  /// Looks at the bytes of a head that are there.
  ///
  /// @param from where the head begins
  /// @return null if more are needed
  /// @throws HttpException if this can be no good request, whatever follows
  Head parse(byte[] bytes, int from, int to) throws HttpException {
    int i = from + scanned;
    while (i < to) {
      if (bytes[i++] == '\n' && endLine(bytes, from, i)) {
        end = i - from;
        return finish(bytes, from);
      }
    }
    scanned = to - from;
    checkUnfinishedLine(bytes, from);
    return null;
  }

  /// Whether these bytes begin a HEAD request, which gets no body: also one that is refused, or not
  /// all there.
  static boolean isForHead(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == '\r' || bytes[i] == '\n')) {
      i++;
    }
    return to - i >= HEAD.length() && equal(bytes, i, i + HEAD.length(), HEAD);
  }

  /// How many bytes the head had.
  int end() {
    return end;
  }

  /// @param next where the next line begins
  /// @return true if this line was the last
  private boolean endLine(byte[] bytes, int from, int next) throws HttpException {
    int start = from + lineStart;
    int stop = next - 2;
    if (stop < start || bytes[stop] != '\r') {
      throw new HttpException(400, "a line ends without a carriage return");
    }
    lineStart = next - from;
    if (method == null) {
      return stop == start ? skipBlankLine() : requestLine(bytes, start, stop);
    }
    requireHeaderRoom();
    if (stop == start) {
      return true;
    }
    field(bytes, from, start, stop);
    return false;
  }

  /// Some clients send one or more after a body (RFC 9112, 2.2).
  private boolean skipBlankLine() throws HttpException {
    if (++blankLines > MOST_BLANK_LINES) {
      throw new HttpException(400, "the request line is empty");
    }
    return false;
  }

  /// What cannot become a good line any more is refused at once.
  private void checkUnfinishedLine(byte[] bytes, int from) throws HttpException {
    if (method != null) {
      requireHeaderRoom();
      return;
    }
    int begun = scanned - lineStart;
    if (begun > settings.maxRequestLine() + 1) { // the carriage return may have come
      throw tooLong();
    }
    int first = begun == 0 ? '\r' : bytes[from + lineStart];
    if (first != '\r' && !Characters.is(Characters.TOKEN, first)) {
      throw new HttpException(400, "this is not HTTP: it begins with " + Characters.show(first));
    }
  }

  private void requireHeaderRoom() throws HttpException {
    if (Math.max(scanned, lineStart) - fieldsStart > settings.maxHeaderBytes()) {
      throw new HttpException(
          431, "the header fields have more than " + settings.maxHeaderBytes() + " bytes");
    }
  }

  private HttpException tooLong() {
    return new HttpException(
        414, "the request line has more than " + settings.maxRequestLine() + " bytes");
  }

  // --- the first line

  private boolean requestLine(byte[] bytes, int start, int stop) throws HttpException {
    if (stop - start > settings.maxRequestLine()) {
      throw tooLong();
    }
    int methodEnd = Characters.firstNot(Characters.TOKEN, bytes, start, stop);
    requireSpace(bytes, start, methodEnd, stop, "the method");
    int targetStart = methodEnd + 1;
    int targetEnd = Characters.firstNot(Characters.TARGET, bytes, targetStart, stop);
    requireSpace(bytes, targetStart, targetEnd, stop, "the target");
    version(bytes, targetEnd + 1, stop);
    method = method(bytes, start, methodEnd);
    target = Target.parse(method, text(bytes, targetStart, targetEnd));
    fieldsStart = lineStart;
    return false;
  }

  private static void requireSpace(byte[] bytes, int start, int end, int stop, String what)
      throws HttpException {
    if (end == start || end == stop || bytes[end] != ' ') {
      String seen = end == stop ? "the end of the line" : Characters.show(bytes[end]);
      throw new HttpException(400, what + " must be followed by one space, not " + seen);
    }
  }

  private void version(byte[] bytes, int start, int stop) throws HttpException {
    boolean wellFormed =
        stop - start == VERSION_LENGTH
            && text(bytes, start, start + 5).equals("HTTP/")
            && isDigit(bytes[start + 5])
            && bytes[start + 6] == '.'
            && isDigit(bytes[start + 7]);
    if (!wellFormed) {
      throw new HttpException(400, "the request line must end with HTTP/1.1");
    }
    if (bytes[start + 5] != '1') {
      throw new HttpException(505, "this server speaks HTTP/1.1");
    }
    minor = bytes[start + 7] - '0';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static String method(byte[] bytes, int start, int stop) {
    for (String known : METHODS) {
      if (equal(bytes, start, stop, known)) {
        return known;
      }
    }
    return text(bytes, start, stop);
  }

  /// Methods differ by case.
  private static boolean equal(byte[] bytes, int start, int stop, String word) {
    if (stop - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  // --- header fields

  private void field(byte[] bytes, int from, int start, int stop) throws HttpException {
    int nameEnd = Characters.firstNot(Characters.TOKEN, bytes, start, stop);
    if (nameEnd == start || nameEnd == stop || bytes[nameEnd] != ':') {
      throw badName(bytes, start, nameEnd, stop);
    }
    int valueStart = nameEnd + 1;
    while (valueStart < stop && isSpace(bytes[valueStart])) {
      valueStart++;
    }
    int valueEnd = Characters.firstNot(Characters.VALUE, bytes, valueStart, stop);
    if (valueEnd < stop) {
      throw new HttpException(
          400, "a header value holds the character " + Characters.show(bytes[valueEnd]));
    }
    while (valueEnd > valueStart && isSpace(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    keep(start - from, nameEnd - from, valueStart - from, valueEnd - from);
    interpret(bytes, start, nameEnd, valueStart, valueEnd);
  }

  private static HttpException badName(byte[] bytes, int start, int nameEnd, int stop) {
    if (isSpace(bytes[start])) {
      return new HttpException(400, "a header line begins with a space: folding is obsolete");
    }
    if (nameEnd == stop) {
      return new HttpException(400, "a header line has no colon");
    }
    return new HttpException(
        400, "a header name must be followed by a colon, not " + Characters.show(bytes[nameEnd]));
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t';
  }

  private void keep(int nameStart, int nameEnd, int valueStart, int valueEnd) throws HttpException {
    if (used == settings.maxHeaders() * Fields.POSITIONS) {
      throw new HttpException(431, "more than " + settings.maxHeaders() + " header fields");
    }
    if (used == positions.length) {
      positions = Arrays.copyOf(positions, used * 2);
    }
    positions[used++] = nameStart;
    positions[used++] = nameEnd;
    positions[used++] = valueStart;
    positions[used++] = valueEnd;
  }

  /// The fields that decide what follows. Their lengths differ, so most others cost one look.
  private void interpret(byte[] bytes, int start, int nameEnd, int valueStart, int valueEnd)
      throws HttpException {
    switch (nameEnd - start) {
      case 4 -> {
        if (Fields.equalsIgnoreCase(bytes, start, nameEnd, "host")) {
          host(bytes, valueStart, valueEnd);
        }
      }
      case 6 -> {
        if (Fields.equalsIgnoreCase(bytes, start, nameEnd, "expect")) {
          expectation = text(bytes, valueStart, valueEnd);
        }
      }
      case 10 -> {
        if (Fields.equalsIgnoreCase(bytes, start, nameEnd, "connection")) {
          connection(text(bytes, valueStart, valueEnd));
        }
      }
      case 14 -> {
        if (Fields.equalsIgnoreCase(bytes, start, nameEnd, "content-length")) {
          contentLength(bytes, valueStart, valueEnd);
        }
      }
      case 17 -> {
        if (Fields.equalsIgnoreCase(bytes, start, nameEnd, "transfer-encoding")) {
          transferEncoding(text(bytes, valueStart, valueEnd));
        }
      }
      default -> {
        // says nothing about the connection
      }
    }
  }

  private void host(byte[] bytes, int start, int stop) throws HttpException {
    if (host != null) {
      throw new HttpException(400, "there are two Host fields");
    }
    if (start == stop || Characters.firstNot(Characters.HOST, bytes, start, stop) < stop) {
      throw new HttpException(400, "the Host field names no host");
    }
    host = text(bytes, start, stop);
  }

  private void connection(String value) {
    for (String option : value.split(",", -1)) {
      close |= option.strip().equalsIgnoreCase("close");
      keepAlive |= option.strip().equalsIgnoreCase("keep-alive");
    }
  }

  private void contentLength(byte[] bytes, int start, int stop) throws HttpException {
    if (hasLength) {
      throw new HttpException(400, "there are two Content-Length fields");
    }
    hasLength = true;
    if (start == stop || stop - start > MOST_DIGITS) {
      throw new HttpException(400, "Content-Length must have 1 to " + MOST_DIGITS + " digits");
    }
    for (int i = start; i < stop; i++) {
      if (!isDigit(bytes[i])) {
        throw new HttpException(400, "Content-Length must be a number");
      }
      length = length * 10 + bytes[i] - '0';
    }
  }

  private void transferEncoding(String value) throws HttpException {
    for (String coding : value.split(",", -1)) {
      if (coding.isBlank()) {
        throw new HttpException(400, "Transfer-Encoding names no coding");
      }
      if (!coding.strip().equalsIgnoreCase("chunked")) {
        throw new HttpException(501, "the only transfer coding of this server is chunked");
      }
      if (transferCoded) {
        throw new HttpException(400, "the body cannot be chunked twice");
      }
      transferCoded = true;
    }
  }

  // --- the whole

  private Head finish(byte[] bytes, int from) throws HttpException {
    requireHost();
    requireOneFraming();
    boolean expectContinue = requireKnownExpectation();
    Fields fields =
        new Fields(Arrays.copyOfRange(bytes, from, from + end), Arrays.copyOf(positions, used));
    return new Head(
        method,
        target,
        minor,
        fields,
        transferCoded ? -1 : length,
        !close && (minor > 0 || keepAlive),
        expectContinue);
  }

  private void requireHost() throws HttpException {
    if (host == null && minor > 0) {
      throw new HttpException(400, "the Host field is missing");
    }
    String authority = target.authority();
    if (authority != null && (host == null || !authority.equalsIgnoreCase(host))) {
      throw new HttpException(400, "the target names another host than the Host field");
    }
  }

  private void requireOneFraming() throws HttpException {
    if (transferCoded && hasLength) {
      throw new HttpException(400, "the body has a length and is chunked too");
    }
    if (transferCoded && minor == 0) {
      throw new HttpException(400, "HTTP/1.0 knows no transfer codings");
    }
    if (length > settings.maxBody()) {
      throw new HttpException(413, "the body has more than " + settings.maxBody() + " bytes");
    }
  }

  private boolean requireKnownExpectation() throws HttpException {
    if (expectation == null || minor == 0) {
      return false;
    }
    if (!expectation.equalsIgnoreCase("100-continue")) {
      throw new HttpException(417, "the only expectation that this server meets is 100-continue");
    }
    return true;
  }

  private static String text(byte[] bytes, int start, int stop) {
    return new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
  }
}
