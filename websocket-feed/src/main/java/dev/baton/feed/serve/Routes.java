package dev.baton.feed.serve;

import dev.baton.Suspends;
import dev.baton.feed.Hub;
import dev.baton.feed.ReadingSource;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ChannelsJson;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryJson;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.feed.websocket.ServerHandshake;
import dev.baton.net.Stream;
import dev.baton.net.http.Handler;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import dev.baton.program.Metrics;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who answers which request. Every answer is made of what is in memory, so a request waits for
/// nothing but its client.
final class Routes implements Handler {
  /// An answer to a request for one path.
  @FunctionalInterface
  private interface Route {
    @Suspends
    Response answer(Request request) throws Exception;
  }

  private static final String PROTOCOL = "feed.v1";
  private static final String SNAPSHOT = "/v1/snapshot";
  private static final String TICKET = "/v1/ticket";

  private final Hub hub;
  private final Access access;
  private final Subscribers subscribers;
  private final Reception reception;
  private final Figures figures;
  private final Handler page;
  private final String channels;
  private final Map<String, Route> data =
      Map.of(
          HistoryQuery.PATH,
          this::history,
          SNAPSHOT,
          this::snapshot,
          ChannelsJson.PATH,
          this::channels,
          "/metrics",
          this::metrics);

  Routes(
      Hub hub,
      ReadingSource source,
      Entrance entrance,
      Subscribers subscribers,
      Reception reception,
      Figures figures) {
    this.hub = hub;
    this.access = entrance.access();
    this.page = entrance.page();
    this.subscribers = subscribers;
    this.reception = reception;
    this.figures = figures;
    this.channels = ChannelsJson.text(source.channels());
  }

  @Override
  @Suspends
  public Response handle(Request request) throws Exception {
    SocketAddress client = request.remoteAddress();
    reception.hasAsked(client);
    Response response = answer(request);
    figures.answered(response.status());
    return response.afterwards(() -> reception.wasAnswered(client));
  }

  @Suspends
  private Response answer(Request request) throws Exception {
    Route route = isForFeed(request) ? this::feed : data.get(request.path());
    if (request.isFor(TICKET)) {
      return refusedOr(access.toData(request), request, "POST", this::ticket);
    }
    if (route != null && request.isFor(request.path())) {
      return refusedOr(access.toData(request), request, "GET", route);
    }
    Optional<Response> refusal = access.toPage(request);
    return refusal.isPresent() ? refusal.get() : open(request);
  }

  /// Whether it is a handshake, a wrong one too. Some clients ask for other protocols than
  /// WebSocket with each request, and take what they get.
  private static boolean isForFeed(Request request) {
    return request.isFor("/")
        && (request.headerLists("Upgrade", "websocket")
            || request.header("Sec-WebSocket-Key") != null);
  }

  @Suspends
  private static Response refusedOr(
      Optional<Response> refusal, Request request, String method, Route route) throws Exception {
    if (refusal.isPresent()) {
      return refusal.get();
    }
    boolean isHead = request.method().equals("HEAD") && method.equals("GET");
    if (!request.method().equals(method) && !isHead) {
      return failed(405, "this can only be asked for with " + method).header("Allow", method);
    }
    return route.answer(request);
  }

  private static Response json(int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return Response.bytes(status, "application/json", body).header("Cache-Control", "no-store");
  }

  private static Response failed(int status, String sentence) {
    return json(status, HistoryJson.text(new Failed(status, sentence)));
  }

  // --- what needs no token: it tells nothing

  @Suspends
  private Response open(Request request) throws Exception {
    if (!request.isFor("/healthz")) {
      return page.handle(request);
    }
    return refusedOr(Optional.empty(), request, "GET", _ -> health());
  }

  private Response health() {
    return subscribers.isStopping()
        ? Response.text(503, "stopping\n")
        : Response.text("ok\n").header("Cache-Control", "no-store");
  }

  // --- the feed

  private Response feed(Request request) {
    Response upgrade = ServerHandshake.answer(request, List.of(PROTOCOL), this::serveFeed);
    return upgrade.status() == 101
        ? subscribers.refusal(request.remoteAddress()).orElse(upgrade)
        : upgrade;
  }

  @Suspends
  private void serveFeed(Stream stream) throws Exception {
    reception.isSubscriber(stream.remoteAddress());
    subscribers.serve(stream);
  }

  // --- over HTTP

  @Suspends
  private Response history(Request request) {
    try {
      return answer(HistoryQuery.parse(request.query()));
    } catch (BadMessageException e) {
      return failed(400, e.getMessage());
    }
  }

  /// Answers take heap until they were sent, and whoever asked may be slow.
  @Suspends
  private Response answer(HistoryQuery query) {
    HistoryAnswer answer = hub.history(query);
    String text = HistoryJson.text(answer);
    if (text.length() > Limits.HISTORY_BYTES && query.limit() > 1) {
      return answer(query.withLimit(query.limit() / 2));
    }
    HeapShare share = subscribers.share();
    if (!share.hasRoom(text.length())) {
      return failed(503, "too many answers are under way").header("Retry-After", "1");
    }
    share.count(text.length());
    return json(answer.status(), text).afterwards(() -> share.count(-text.length()));
  }

  @Suspends
  private Response snapshot(Request request) {
    String channel = request.query("ch");
    if (channel == null) {
      return failed(400, "the query must be ch=CHANNEL");
    }
    return hub.state(channel)
        .map(this::newest)
        .orElseGet(
            () ->
                failed(
                    404,
                    UnknownChannel.sentence(
                        channel, hub.channels().stream().map(Hub.State::channel).toList())));
  }

  @Suspends
  private Response newest(Hub.State state) {
    long from = Math.max(state.first(), state.top());
    return answer(new HistoryQuery(state.channel(), state.epoch(), from, Reading.MAX_SEQ, 1));
  }

  private Response channels(Request request) {
    return json(200, channels);
  }

  private Response metrics(Request request) {
    byte[] text = figures.metrics.text().getBytes(StandardCharsets.UTF_8);
    return Response.bytes(200, Metrics.CONTENT_TYPE, text).header("Cache-Control", "no-store");
  }

  private Response ticket(Request request) {
    JsonObject answer = new JsonObject();
    return json(
        200,
        access
            .ticket()
            .map(
                ticket -> answer.put("ticket", ticket).put("lifeMs", Access.TICKET_LIFE.toMillis()))
            .orElseGet(() -> answer.putNull("ticket"))
            .toString());
  }
}
