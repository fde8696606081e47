package dev.baton.feed.protocol;

import dev.baton.feed.protocol.RecordedLine.After;
import dev.baton.feed.protocol.RecordedLine.End;
import dev.baton.feed.protocol.RecordedLine.Event;
import dev.baton.feed.protocol.RecordedLine.From;
import dev.baton.feed.protocol.RecordedLine.Gap;
import dev.baton.feed.protocol.RecordedLine.Head;
import dev.baton.feed.protocol.RecordedLine.Next;
import dev.baton.feed.protocol.RecordedLine.Place;
import dev.baton.feed.protocol.RecordedLine.Reset;
import dev.baton.feed.protocol.RecordedLine.Writer;
import dev.baton.feed.protocol.ServerMessage.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The lines of a recording as text, and back. An event has the text that it has on the wire.
public final class RecordedJson {
  private static final int VERSION = 1;

  private RecordedJson() {}

  /// A JSON object in one line.
  public static String text(RecordedLine line) {
    return switch (line) {
      case Event event -> Messages.text(new Published(event.reading()));
      case Head head -> head(head).toString();
      case From from ->
          op("from")
              .put("ch", from.channel())
              .put("epoch", from.epoch())
              .put("seq", from.seq())
              .toString();
      case Gap gap -> gap(gap).toString();
      case Reset reset ->
          op("reset")
              .put("ch", reset.channel())
              .put("old", reset.oldEpoch())
              .put("epoch", reset.epoch())
              .toString();
      case Next next -> op("next").put("at", places(next.at())).toString();
      case End end -> op("end").put("at", places(end.at())).toString();
    };
  }

  private static JsonObject head(Head head) {
    return op("head")
        .put("v", VERSION)
        .put("n", head.number())
        .put("ts", head.time())
        .put("by", text(head.writer()))
        .put("after", text(head.after()))
        .put("at", places(head.at()));
  }

  private static JsonObject gap(Gap gap) {
    String why = gap.why();
    return op("gap")
        .put("ch", gap.channel())
        .put("epoch", gap.epoch())
        .put("from", gap.range().from())
        .put("to", gap.range().to())
        .put("why", why.length() <= Limits.SENTENCE ? why : why.substring(0, Limits.SENTENCE));
  }

  private static List<JsonObject> places(Map<String, Place> at) {
    List<JsonObject> places = new ArrayList<>();
    at.forEach(
        (channel, place) ->
            places.add(
                new JsonObject()
                    .put("ch", channel)
                    .put("epoch", place.epoch())
                    .put("seq", place.seq())));
    return places;
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject op(String op) {
    return new JsonObject().put("op", op);
  }

  /// Reads a line.
  ///
  /// @throws BadMessageException if it is none, or beyond the limits
  public static RecordedLine parse(String text) throws BadMessageException {
    Fields line = Json.parse("the line", text);
    String op = line.name("op");
    return switch (op) {
      case "ev" -> new Event(Messages.reading(line, line.name("ch"), line.name("epoch")));
      case "head" -> head(line);
      case "from" ->
          new From(line.name("ch"), line.name("epoch"), line.number("seq", 1, Reading.MAX_SEQ + 1));
      case "gap" -> gap(line);
      case "reset" -> new Reset(line.name("ch"), line.name("old"), line.name("epoch"));
      case "next" -> new Next(places(line));
      case "end" -> new End(places(line));
      default -> throw new BadMessageException("the line is of a kind that is not known: " + op);
    };
  }

  private static Head head(Fields line) throws BadMessageException {
    line.number("v", VERSION, VERSION);
    return new Head(
        line.number("n", 1, Reading.MAX_SEQ),
        line.number("ts", 0, Reading.MAX_SEQ),
        value(Writer.class, line, "by"),
        value(After.class, line, "after"),
        places(line));
  }

  private static <E extends Enum<E>> E value(Class<E> type, Fields line, String field)
      throws BadMessageException {
    String name = line.name(field);
    for (E value : type.getEnumConstants()) {
      if (text(value).equals(name)) {
        return value;
      }
    }
    throw new BadMessageException("the line: field \"" + field + "\" must not be " + name);
  }

  private static Gap gap(Fields line) throws BadMessageException {
    long from = line.number("from", 1, Reading.MAX_SEQ);
    Range range = new Range(from, line.number("to", from, Reading.MAX_SEQ));
    return new Gap(line.name("ch"), line.name("epoch"), range, line.sentence("why"));
  }

  private static Map<String, Place> places(Fields line) throws BadMessageException {
    Map<String, Place> places = new LinkedHashMap<>();
    for (Fields place : line.objects("at", Limits.RECORDED_CHANNELS)) {
      places.put(
          place.name("ch"),
          new Place(place.name("epoch"), place.number("seq", 0, Reading.MAX_SEQ)));
    }
    return places;
  }
}
