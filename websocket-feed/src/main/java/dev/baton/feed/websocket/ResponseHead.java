package dev.baton.feed.websocket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a server's answer to a handshake, read strictly (RFC 9112).
final class ResponseHead {
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/(\\d\\.\\d) ([1-5]\\d\\d)( [\\t\\P{Cntrl}]*)?");
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private record Field(String name, String value) {}

  private final String version;
  private final int status;
  private final List<Field> fields = new ArrayList<>();

  private ResponseHead(String version, int status) {
    this.version = version;
    this.status = status;
  }

  /// Whether this can be a status line, or its beginning: who speaks something else may send no
  /// more than that.
  static boolean isStatusLine(String line) {
    return STATUS_LINE.matcher(line).matches();
  }

  /// @param text with the empty line
  /// @throws HandshakeRefusedException if it is no head
  static ResponseHead parse(String text) throws HandshakeRefusedException {
    String[] lines = text.substring(0, text.length() - 4).split("\r\n", -1);
    Matcher first = STATUS_LINE.matcher(lines[0]);
    if (!first.matches()) {
      throw notHttp();
    }
    ResponseHead head = new ResponseHead(first.group(1), Integer.parseInt(first.group(2)));
    for (int i = 1; i < lines.length; i++) {
      head.add(lines[i]);
    }
    return head;
  }

  /// A pattern for the whole line could share its blanks out in so many ways that trying them takes
  /// minutes.
  private void add(String line) throws HandshakeRefusedException {
    int colon = line.indexOf(':');
    if (colon < 0
        || !NAME.matcher(line.substring(0, colon)).matches()
        || !line.chars().skip(colon).allMatch(ResponseHead::canBeInValue)) {
      throw new HandshakeRefusedException(
          status, null, "the answer to the handshake has a line that is no header field");
    }
    fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
  }

  private static boolean canBeInValue(int c) {
    return c == '\t' || c >= ' ' && c <= '~' || c >= 0x80 && c <= 0xff;
  }

  static HandshakeRefusedException notHttp() {
    return new HandshakeRefusedException(0, null, "the answer to the handshake is not HTTP");
  }

  /// The same head without spaces that mean nothing, at which the library would stumble.
  String text() {
    StringBuilder text = new StringBuilder("HTTP/" + version + " " + status + " \r\n");
    for (Field field : fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  String version() {
    return version;
  }

  int status() {
    return status;
  }

  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  String first(String name) {
    return all(name).stream().findFirst().orElse(null);
  }

  /// The items of all fields of this name.
  List<String> items(String name) {
    return all(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }
}
