package dev.baton.feed.cli;

import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.AlertState.Raised;
import java.time.Duration;
import java.util.List;

/// For programs: lines of JSON, whose `type` says what they are. Fields may be added; those that
/// are there keep their meaning.
final class JsonWatchFormat implements WatchFormat {
  @Override
  public List<String> delivery(Delivery delivery) {
    JsonObject json =
        switch (delivery) {
          case Delivered delivered -> reading(delivered);
          case Hole hole ->
              type("hole")
                  .put("ch", hole.channel())
                  .put("epoch", hole.epoch())
                  .put("from", hole.range().from())
                  .put("to", hole.range().to())
                  .put("why", hole.why());
          case NewEpoch change ->
              type("reset")
                  .put("ch", change.channel())
                  .put("oldEpoch", change.oldEpoch())
                  .put("epoch", change.newEpoch());
        };
    return List.of(json.toString());
  }

  private static JsonObject reading(Delivered delivered) {
    Reading reading = delivered.reading();
    JsonObject json =
        type("reading")
            .put("ch", reading.channel())
            .put("epoch", reading.epoch())
            .put("seq", reading.seq());
    if (delivered.skipped() > 0) {
      json.put("prev", reading.seq() - delivered.skipped() - 1);
    }
    json.put("ts", reading.time()).put("d", JsonObject.of(reading.values()));
    return delivered.filled() ? json.put("filled", true) : json;
  }

  @Override
  public List<String> alert(Raised raised) {
    Reading reading = raised.reading();
    return List.of(
        type("alert")
            .put("alert", raised.alert().text())
            .put("ch", reading.channel())
            .put("epoch", reading.epoch())
            .put("seq", reading.seq())
            .put("since", raised.since())
            .put("ts", reading.time())
            .put("value", raised.value())
            .toString());
  }

  @Override
  public String beginsLate(String channel, long first) {
    return type("late").put("ch", channel).put("first", first).toString();
  }

  @Override
  public String connected(String url, Duration away) {
    JsonObject json = type("connected").put("url", url);
    return (away == null ? json : json.put("awayMs", away.toMillis())).toString();
  }

  @Override
  public List<String> disconnected(String why, Duration pause, boolean first) {
    return List.of(
        type("disconnected").put("why", why).put("retryMs", pause.toMillis()).toString());
  }

  @Override
  public List<String> summary(Duration length, Tally tally) {
    JsonObject channels = new JsonObject();
    tally
        .takeSpans()
        .forEach(
            (channel, span) ->
                channels.put(
                    channel,
                    new JsonObject()
                        .put("readings", span.count())
                        .put("value", span.name())
                        .put("min", span.min())
                        .put("max", span.max())
                        .put("average", span.average())));
    JsonObject json = type("summary").put("seconds", length.toSeconds()).put("channels", channels);
    return List.of(counts(json, tally).toString());
  }

  @Override
  public String total(Tally tally) {
    return counts(type("total").put("readings", tally.readings()), tally).toString();
  }

  private static JsonObject counts(JsonObject json, Tally tally) {
    return json.put("filled", tally.filled())
        .put("lost", tally.lost())
        .put("holes", tally.holes())
        .put("resets", tally.resets())
        .put("reconnects", tally.reconnects());
  }

  private static JsonObject type(String type) {
    return new JsonObject().put("type", type);
  }
}
