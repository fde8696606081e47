package dev.baton.feed.cli;

import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.time.Duration;

/// For programs: lines of JSON, whose `type` says what they are.
final class JsonWatchFormat implements WatchFormat {
  @Override
  public String delivery(Delivery delivery) {
    JsonObject json =
        switch (delivery) {
          case Delivered delivered -> reading(delivered.reading());
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
    return json.toString();
  }

  private static JsonObject reading(Reading reading) {
    return type("reading")
        .put("ch", reading.channel())
        .put("epoch", reading.epoch())
        .put("seq", reading.seq())
        .put("ts", reading.time())
        .put("d", JsonObject.of(reading.values()));
  }

  @Override
  public String connected(String url) {
    return type("connected").put("url", url).toString();
  }

  @Override
  public String disconnected(String why, Duration pause) {
    return type("disconnected").put("why", why).put("retryMs", pause.toMillis()).toString();
  }

  @Override
  public String summary(Duration length, Tally tally, long filled) {
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
    return counts(json, tally, filled).toString();
  }

  @Override
  public String total(Tally tally, long filled) {
    return counts(type("total").put("readings", tally.readings()), tally, filled).toString();
  }

  private static JsonObject counts(JsonObject json, Tally tally, long filled) {
    return json.put("filled", filled)
        .put("lost", tally.lost())
        .put("holes", tally.holes())
        .put("resets", tally.resets())
        .put("reconnects", tally.reconnects());
  }

  private static JsonObject type(String type) {
    return new JsonObject().put("type", type);
  }
}
