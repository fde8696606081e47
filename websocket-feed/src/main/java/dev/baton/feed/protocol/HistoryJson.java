package dev.baton.feed.protocol;

import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import java.util.ArrayList;
import java.util.List;

/// The answers of the history as text, and back.
public final class HistoryJson {
  private HistoryJson() {}

  /// The body of an answer.
  public static String text(HistoryAnswer answer) {
    return switch (answer) {
      case Page page -> json(page).toString();
      case OtherEpoch other ->
          new JsonObject()
              .put("epoch", other.epoch())
              .put("msg", "the stream has begun anew; its epoch is now " + other.epoch())
              .toString();
      case Gone gone ->
          new JsonObject()
              .put("first", gone.first())
              .put("msg", "the history begins at " + gone.first())
              .toString();
      case Failed failed -> new JsonObject().put("msg", failed.why()).toString();
    };
  }

  private static JsonObject json(Page page) {
    List<JsonObject> events = new ArrayList<>();
    for (Reading reading : page.readings()) {
      events.add(
          new JsonObject()
              .put("seq", reading.seq())
              .put("ts", reading.time())
              .put("d", JsonObject.of(reading.values())));
    }
    return new JsonObject()
        .put("ch", page.channel())
        .put("epoch", page.epoch())
        .put("first", page.first())
        .put("top", page.top())
        .put("events", events);
  }

  /// Reads the body of an answer with this status.
  ///
  /// @throws BadMessageException if it is not what the protocol says, or beyond its limits
  public static HistoryAnswer parse(int status, String text) throws BadMessageException {
    return switch (status) {
      case 200 -> page(Json.parse("the history's answer", text));
      case 409 -> new OtherEpoch(Json.parse("the history's answer", text).name("epoch"));
      case 410 -> gone(Json.parse("the history's answer", text));
      default -> new Failed(status, "the history answered " + status);
    };
  }

  private static Gone gone(Fields body) throws BadMessageException {
    return new Gone(body.number("first", 0, Reading.MAX_SEQ));
  }

  private static Page page(Fields body) throws BadMessageException {
    String channel = body.name("ch");
    String epoch = body.name("epoch");
    List<Reading> readings = new ArrayList<>();
    for (Fields event : body.objects("events", Limits.HISTORY_EVENTS)) {
      readings.add(Messages.reading(event, channel, epoch));
    }
    return new Page(
        channel,
        epoch,
        body.number("first", 0, Reading.MAX_SEQ),
        body.number("top", 0, Reading.MAX_SEQ),
        readings);
  }
}
