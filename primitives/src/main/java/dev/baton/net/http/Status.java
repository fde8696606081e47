package dev.baton.net.http;

import java.nio.charset.StandardCharsets;

/// The first lines of responses.
final class Status {
  private static final byte[][] LINES = new byte[600][];

  private Status() {}

  static byte[] line(int status) {
    byte[] line = LINES[status];
    if (line == null) {
      line =
          ("HTTP/1.1 " + status + " " + reason(status) + "\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      LINES[status] = line;
    }
    return line;
  }

  /// These have no body, and no length either (RFC 9110, 8.6).
  static boolean isBodiless(int status) {
    return status < 200 || status == 204 || status == 304;
  }

  /// Those that this package uses, and a few that handlers do; clients go by the number.
  static String reason(int status) {
    return switch (status) {
      case 101 -> "Switching Protocols";
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 301 -> "Moved Permanently";
      case 302 -> "Found";
      case 303 -> "See Other";
      case 304 -> "Not Modified";
      case 307 -> "Temporary Redirect";
      case 308 -> "Permanent Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 410 -> "Gone";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 416 -> "Range Not Satisfiable";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 422 -> "Unprocessable Content";
      case 426 -> "Upgrade Required";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      default -> "";
    };
  }
}
