package dev.baton.feed.protocol;

import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Problem;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import java.util.List;
import java.util.Map;

/// The messages as text, and back. Unknown fields are ignored, unknown kinds are
/// [ServerMessage.Unknown].
public final class Messages {
  private static final long MAX_MILLIS = 60_000;

  private Messages() {}

  /// The text of a message to a subscriber.
  public static String text(ServerMessage message) {
    return json(message).toString();
  }

  private static JsonObject json(ServerMessage message) {
    return switch (message) {
      case Welcome m -> welcome(m);
      case Subscribed m ->
          op("subbed")
              .put("id", m.id())
              .put("ch", m.channel())
              .put("epoch", m.epoch())
              .put("first", m.first())
              .put("top", m.top())
              .put("recovered", m.recovered());
      case Published m -> event(m);
      case Lost m -> lost(m);
      case Heartbeat m -> heartbeat(m);
      case Problem m -> op("err").put("id", m.id()).put("code", m.code()).put("msg", m.message());
      case Bye m ->
          op("bye").put("code", m.code()).put("why", m.why()).put("retryMs", m.retryMillis());
      case ServerMessage.Unknown m -> op(m.op());
    };
  }

  private static JsonObject welcome(Welcome message) {
    JsonObject json =
        op("welcome")
            .put("v", message.version())
            .put("hb", message.heartbeatMillis())
            .put("http", message.historyPort())
            .put("channels", message.channels());
    return message.units().isEmpty() ? json : json.put("units", units(message.units()));
  }

  private static JsonObject units(Map<String, Map<String, Unit>> units) {
    JsonObject json = new JsonObject();
    units.forEach(
        (channel, values) -> {
          JsonObject names = new JsonObject();
          values.forEach((value, unit) -> names.put(value, unit.name()));
          json.put(channel, names);
        });
    return json;
  }

  private static JsonObject event(Published message) {
    Reading reading = message.reading();
    JsonObject json =
        op("ev")
            .put("ch", reading.channel())
            .put("epoch", reading.epoch())
            .put("seq", reading.seq());
    return (message.isWhole() ? json : json.put("prev", message.previous()))
        .put("ts", reading.time())
        .put("d", JsonObject.of(reading.values()));
  }

  private static JsonObject heartbeat(Heartbeat message) {
    JsonObject tops = new JsonObject();
    message.tops().forEach(tops::put);
    JsonObject json = op("hb").put("ts", message.time()).put("top", tops);
    if (!message.epochs().isEmpty()) {
      JsonObject epochs = new JsonObject();
      message.epochs().forEach(epochs::put);
      json.put("epochs", epochs);
    }
    return json;
  }

  private static JsonObject lost(Lost message) {
    JsonObject json =
        op("lost")
            .put("ch", message.channel())
            .put("from", message.from())
            .put("to", message.to())
            .put("why", message.why());
    return message.epoch() == null ? json : json.put("epoch", message.epoch());
  }

  private static JsonObject op(String op) {
    return new JsonObject().put("op", op);
  }

  /// The text of a message to the server.
  public static String text(ClientMessage message) {
    return switch (message) {
      case ClientMessage.Hello m ->
          op("hello").put("v", m.version()).put("client", m.client()).toString();
      case ClientMessage.Subscribe m -> subscribe(m).toString();
      case ClientMessage.Unknown m -> op(m.op()).toString();
    };
  }

  private static JsonObject subscribe(ClientMessage.Subscribe message) {
    JsonObject json = op("sub").put("id", message.id()).put("ch", message.channel());
    if (message.epoch() != null) {
      json.put("from", new JsonObject().put("epoch", message.epoch()).put("seq", message.next()));
    }
    return message.mode() == Mode.STREAM ? json : json.put("mode", message.mode().text());
  }

  /// Reads a message from the server.
  ///
  /// @throws BadMessageException if it is none, or beyond the limits
  public static ServerMessage fromServer(String text) throws BadMessageException {
    Fields message = Json.parse("the server's message", text);
    String op = message.name("op");
    return switch (op) {
      case "welcome" ->
          new Welcome(
              (int) message.number("v", 1, Integer.MAX_VALUE),
              message.number("hb", 10, MAX_MILLIS),
              (int) message.number("http", 1, 65_535),
              List.copyOf(message.names("channels", Limits.CHANNELS)),
              message.units("units"));
      case "subbed" ->
          new Subscribed(
              message.number("id", 0, Reading.MAX_SEQ),
              message.name("ch"),
              message.name("epoch"),
              message.number("first", 0, Reading.MAX_SEQ),
              message.number("top", 0, Reading.MAX_SEQ),
              message.flag("recovered"));
      case "ev" -> published(message);
      case "lost" -> lost(message);
      case "hb" -> new Heartbeat(time(message), message.tops("top"), message.epochs("epochs"));
      case "err" ->
          new Problem(
              message.number("id", 0, Reading.MAX_SEQ),
              message.name("code"),
              message.sentence("msg"));
      case "bye" ->
          new Bye(
              (int) message.number("code", 1000, 4999),
              message.sentence("why"),
              message.number("retryMs", 0, MAX_MILLIS));
      default -> new ServerMessage.Unknown(op);
    };
  }

  private static Published published(Fields message) throws BadMessageException {
    Reading reading = reading(message, message.name("ch"), message.name("epoch"));
    return message.has("prev")
        ? new Published(reading, message.number("prev", 0, reading.seq() - 1))
        : new Published(reading);
  }

  private static Lost lost(Fields message) throws BadMessageException {
    long from = message.number("from", 1, Reading.MAX_SEQ);
    long to = message.number("to", from, Reading.MAX_SEQ);
    String epoch = message.has("epoch") ? message.name("epoch") : null;
    return new Lost(message.name("ch"), epoch, from, to, message.sentence("why"));
  }

  static Reading reading(Fields fields, String channel, String epoch) throws BadMessageException {
    long seq = fields.number("seq", 1, Reading.MAX_SEQ);
    return new Reading(channel, epoch, seq, time(fields), fields.values("d"));
  }

  private static long time(Fields fields) throws BadMessageException {
    return fields.number("ts", 0, Reading.MAX_SEQ);
  }

  /// Reads a message from a subscriber.
  ///
  /// @throws BadMessageException if it is none, or beyond the limits
  public static ClientMessage fromClient(String text) throws BadMessageException {
    Fields message = Json.parse("the message", text);
    String op = message.name("op");
    return switch (op) {
      case "sub" -> subscribe(message);
      case "hello" ->
          new ClientMessage.Hello(
              (int) message.number("v", 1, Integer.MAX_VALUE), message.sentence("client"));
      default -> new ClientMessage.Unknown(op);
    };
  }

  private static ClientMessage.Subscribe subscribe(Fields message) throws BadMessageException {
    long id = message.has("id") ? message.number("id", 0, Reading.MAX_SEQ) : 0;
    String channel = message.pattern("ch");
    Mode mode = message.has("mode") ? Mode.parse(message.name("mode")) : Mode.STREAM;
    if (!message.has("from")) {
      return new ClientMessage.Subscribe(id, channel, null, 0, mode);
    }
    if (new ChannelPattern(channel).isForSeveral()) {
      throw new BadMessageException(
          "the message: \"from\" belongs to one channel, and \"ch\" means several");
    }
    Fields from = message.object("from");
    long next = from.number("seq", 1, Reading.MAX_SEQ + 1);
    return new ClientMessage.Subscribe(id, channel, from.name("epoch"), next, mode);
  }
}
