package dev.baton.feed.protocol;

import java.util.HashMap;
import java.util.Map;

/// A question to the history: `GET
/// /v1/history?ch=host.cpu&epoch=k3f9&from=1234&to=1240&limit=1000`.
///
/// @param from the first sequence number that is wanted
/// @param to the last; [Reading#MAX_SEQ] for all there are
/// @param limit how many readings an answer may hold
public record HistoryQuery(String channel, String epoch, long from, long to, int limit) {
  /// Where the history is.
  public static final String PATH = "/v1/history";

  private static final int MAX_LENGTH = 500;

  /// The same for so many readings at most.
  public HistoryQuery withLimit(int other) {
    return new HistoryQuery(channel, epoch, from, to, other);
  }

  /// The question as the query of a URL.
  public String text() {
    return "ch=" + channel + "&epoch=" + epoch + "&from=" + from + "&to=" + to + "&limit=" + limit;
  }

  /// Reads the query of a URL. Names it does not know are ignored.
  ///
  /// @param query what stands behind the question mark, or null
  /// @throws BadMessageException if something is missing, malformed or beyond the limits
  public static HistoryQuery parse(String query) throws BadMessageException {
    if (query == null || query.length() > MAX_LENGTH) {
      throw new BadMessageException(
          "the query must be ch=CHANNEL&epoch=EPOCH&from=SEQ, with &to=SEQ and &limit=N if you"
              + " like, of at most "
              + MAX_LENGTH
              + " characters");
    }
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    long from = number(parameters, "from", 0, 1, Reading.MAX_SEQ);
    return new HistoryQuery(
        name(parameters, "ch"),
        name(parameters, "epoch"),
        from,
        number(parameters, "to", Reading.MAX_SEQ, from, Reading.MAX_SEQ),
        (int) number(parameters, "limit", Limits.HISTORY_EVENTS, 1, Limits.HISTORY_EVENTS));
  }

  private static String name(Map<String, String> parameters, String name)
      throws BadMessageException {
    String value = parameters.getOrDefault(name, "");
    if (!Fields.isName(value)) {
      throw new BadMessageException(
          "parameter %s must be 1 to %d letters, digits, dots, dashes or underlines"
              .formatted(name, Limits.NAME));
    }
    return value;
  }

  private static long number(
      Map<String, String> parameters, String name, long otherwise, long min, long max)
      throws BadMessageException {
    String text = parameters.get(name);
    long value = text == null ? otherwise : digits(text);
    if (value < min || value > max) {
      throw new BadMessageException(
          "parameter %s must be a whole number from %d to %d".formatted(name, min, max));
    }
    return value;
  }

  private static long digits(String text) {
    return text.matches("[0-9]{1,16}") ? Long.parseLong(text) : -1;
  }
}
