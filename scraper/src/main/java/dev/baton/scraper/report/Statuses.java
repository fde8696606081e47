package dev.baton.scraper.report;

import static java.util.Comparator.comparing;

import dev.baton.html.Markup;
import dev.baton.scraper.report.Bars.Bar;
import java.util.List;
import java.util.Map;

/// How often each status came.
record Statuses(Map<Integer, Long> counts) implements Part {
  @Override
  public String id() {
    return "statuses";
  }

  @Override
  public String title() {
    return "Statuses";
  }

  @Override
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  @Override
  public void write(Markup page) {
    List<Bar> bars =
        counts.entrySet().stream()
            .sorted(comparing(one -> one.getKey() == 0 ? Integer.MAX_VALUE : one.getKey()))
            .map(one -> new Bar(name(one.getKey()), one.getValue(), style(one.getKey()), null))
            .toList();
    Bars.write(page, title(), bars);
  }

  private static String style(int status) {
    if (status == 0 || status >= 400) {
      return "failed";
    }
    return status < 300 ? "fetched" : "left-out";
  }

  /// `404 Not Found`; of the ones that are not known, the number alone.
  static String name(int status) {
    String meaning = meaning(status);
    return status == 0 ? "no answer" : meaning.isEmpty() ? "" + status : status + " " + meaning;
  }

  private static String meaning(int status) {
    return switch (status) {
      case 200 -> "OK";
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
      case 406 -> "Not Acceptable";
      case 408 -> "Request Timeout";
      case 410 -> "Gone";
      case 418 -> "I'm a Teapot";
      case 421 -> "Misdirected Request";
      case 429 -> "Too Many Requests";
      case 451 -> "Unavailable For Legal Reasons";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "";
    };
  }
}
