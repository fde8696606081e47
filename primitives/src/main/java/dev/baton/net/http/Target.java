package dev.baton.net.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// What a request is for: the second word of its first line.
///
/// @param raw as it came
/// @param rawPath the path, not decoded: in it, an encoded slash still differs from a real one
/// @param path decoded
/// @param query what follows the question mark, not decoded; null if there is none
/// @param authority host and port where the target names them, or null
record Target(String raw, String rawPath, String path, String query, String authority) {
  private static final String SCHEME = "http://";
  private static final String SECURE_SCHEME = "https://";

  /// @param raw holds no other characters than [Characters#TARGET]
  static Target parse(String method, String raw) throws HttpException {
    if (raw.charAt(0) == '/') {
      return split(raw, raw, null);
    }
    if (method.equals("CONNECT")) {
      throw new HttpException(501, "this server is no proxy");
    }
    if (raw.equals("*") && method.equals("OPTIONS")) {
      return new Target(raw, raw, raw, null, null);
    }
    return absolute(raw);
  }

  /// Clients send these to proxies; servers have to take them too (RFC 9112, 3.2.2).
  private static Target absolute(String raw) throws HttpException {
    String scheme = startsWith(raw, SCHEME) ? SCHEME : SECURE_SCHEME;
    if (!startsWith(raw, scheme)) {
      throw new HttpException(400, "the request target must begin with a slash");
    }
    int end = scheme.length();
    while (end < raw.length() && raw.charAt(end) != '/' && raw.charAt(end) != '?') {
      end++;
    }
    String rest = raw.substring(end);
    return split(
        raw, rest.startsWith("/") ? rest : "/" + rest, raw.substring(scheme.length(), end));
  }

  private static boolean startsWith(String raw, String scheme) {
    return raw.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private static Target split(String raw, String rest, String authority) throws HttpException {
    int mark = rest.indexOf('?');
    String rawPath = mark < 0 ? rest : rest.substring(0, mark);
    String query = mark < 0 ? null : rest.substring(mark + 1);
    if (query != null) {
      requireWellEncoded(query);
    }
    return new Target(raw, rawPath, decodePath(rawPath), query, authority);
  }

  /// @throws HttpException if it is wrongly encoded, or holds a NUL, which ends a name in C
  static String decodePath(String raw) throws HttpException {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    requireWellEncoded(raw);
    String path;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(decode(raw, false));
      path = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new HttpException(400, "the path is not UTF-8");
    }
    if (path.indexOf('\0') >= 0) {
      throw new HttpException(400, "the path holds a NUL");
    }
    return path;
  }

  private static void requireWellEncoded(String text) throws HttpException {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      if (at + 2 >= text.length()
          || Characters.hex(text.charAt(at + 1)) < 0
          || Characters.hex(text.charAt(at + 2)) < 0) {
        throw new HttpException(400, "a percent sign in the target has no two digits after it");
      }
    }
  }

  /// The first value of this name in the query, or null.
  String queryValue(String name) {
    if (query == null) {
      return null;
    }
    for (int from = 0; from <= query.length(); ) {
      int end = query.indexOf('&', from);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', from);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (decodeForm(query.substring(from, nameEnd)).equals(name)) {
        return decodeForm(query.substring(Math.min(nameEnd + 1, end), end));
      }
      from = end + 1;
    }
    return null;
  }

  private static String decodeForm(String text) {
    return new String(decode(text, true), StandardCharsets.UTF_8);
  }

  private static byte[] decode(String text, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(Characters.hex(text.charAt(i + 1)) << 4 | Characters.hex(text.charAt(i + 2)));
        i += 2;
      } else {
        bytes.write(plusIsSpace && c == '+' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }
}
