package dev.baton.feed.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// How far a watcher has come with a server, as text, and back.
///
/// ```json
/// {"server":"ws://127.0.0.1:8787","channels":[{"ch":"host.cpu","epoch":"k3f9","next":1235}]}
/// ```
public final class PositionsJson {
  /// More channels than any server has.
  private static final int MOST = 1_000;

  /// What was written down.
  ///
  /// @param server its URL
  public record Positions(String server, List<Position> positions) {}

  private PositionsJson() {}

  /// One line.
  public static String text(String server, Collection<Position> positions) {
    return new JsonObject()
        .put("server", server)
        .put("channels", positions.stream().map(PositionsJson::json).toList())
        .toString();
  }

  private static JsonObject json(Position position) {
    return new JsonObject()
        .put("ch", position.channel())
        .put("epoch", position.epoch())
        .put("next", position.next());
  }

  /// Reads it.
  ///
  /// @throws BadMessageException if it is not that
  public static Positions parse(String text) throws BadMessageException {
    Fields fields = Json.parse("its text", text);
    List<Position> positions = new ArrayList<>();
    for (Fields channel : fields.objects("channels", MOST)) {
      positions.add(
          new Position(
              channel.name("ch"),
              channel.name("epoch"),
              channel.number("next", 1, Reading.MAX_SEQ + 1)));
    }
    return new Positions(fields.sentence("server"), positions);
  }
}
