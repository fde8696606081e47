package dev.baton.net.http;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One connection of a client, in one task: requests come in, and are answered in their order.
///
/// ```text
///            first byte           whole head            response sent
///  WAITING ------------> HEAD ---------------> HANDLER ---------------> WAITING
///     |                   |                                |
///     | end, idle limit   | not in order: refused          | not to be kept
///     v                   +-----------> LINGERING <--------+
///   ENDED <---------------------------------+
/// ```
final class Connection {
  /// After the last response, what still comes is dropped for a moment: closing with unread bytes
  /// would make the system reset the connection, and the client lose the response (RFC 9112, 9.6).
  private static final long LINGER_NANOS = 2_000_000_000L;

  private static final int MOST_TO_DROP = 1024 * 1024;

  private final HttpServer server;
  private final HttpSettings settings;
  private final Handler handler;
  private final Stream stream;
  private final Task<?> task = Async.currentTask();
  private final Deadline deadline = new Deadline();
  private final Input input;
  private final Output output;
  private final HeadParser parser;
  private final int mostOfHead;

  /// True while it waits for the first byte of a request.
  private boolean idle;

  Connection(HttpServer server, Stream stream) {
    this.server = server;
    this.settings = server.settings();
    this.handler = server.handler();
    this.stream = stream;
    this.input = new Input(stream, deadline, server.headBuffers());
    this.output =
        new Output(
            stream, deadline, server.date(), server.sendBuffers(), settings.writeLimit().toNanos());
    this.parser = new HeadParser(settings);
    this.mostOfHead = settings.maxRequestLine() + settings.maxHeaderBytes() + 8;
  }

  // --- the end

  /// Closes it at once if it only waits.
  void closeIfIdle() {
    if (idle) {
      stream.abort();
    }
  }

  /// Ends it, whatever it does.
  void cancel() {
    task.cancel("the server stops");
  }

  /// What the task does.
  @Suspends
  void serve() throws Exception {
    try {
      while (serveRequest()) {
        // until there is no further request
      }
    } finally {
      deadline.close();
      input.release();
    }
  }

  @Suspends
  private void linger() throws IOException {
    output.end();
    long end = deadline.time() + LINGER_NANOS;
    input.takenTo(input.to());
    ByteBuffer waste = ByteBuffer.allocate(4 * 1024);
    for (int dropped = 0; dropped < MOST_TO_DROP; ) {
      int count = input.read(waste.clear(), Math.max(1, end - deadline.time()));
      if (count < 0) {
        return;
      }
      dropped += count;
    }
  }

  // --- one request

  /// @return false if it was the last
  @Suspends
  private boolean serveRequest() throws Exception {
    Head head;
    try {
      head = awaitHead();
    } catch (HttpException refused) {
      boolean bodiless = HeadParser.isForHead(input.bytes(), input.from(), input.to());
      output.sendResponse(refused.response(), 1, false, bodiless);
      linger();
      return false;
    }
    return head != null && serveRequest(head);
  }

  @Suspends
  private boolean serveRequest(Head head) throws Exception {
    RequestBody body = new RequestBody(input, output, head, settings);
    Request request = new Request(head, body, stream);
    Response response = answer(request, body);
    if (response.takeover() != null && canBeUpgraded(head)) {
      upgrade(request, head, response);
      return false;
    }
    if (response.takeover() != null) {
      response =
          new HttpException(400, "nothing may follow before the 101")
              .response()
              .closing()
              .afterwards(response::over);
    }
    boolean keep = canBeKept(head, response) && body.canBeSkipped();
    send(request, head, response, keep);
    if (keep && skip(body)) {
      return true;
    }
    linger();
    return false;
  }

  private boolean canBeUpgraded(Head head) {
    return head.minor() > 0 && !head.hasBody() && input.isEmpty();
  }

  @Suspends
  private void upgrade(Request request, Head head, Response response) throws Exception {
    try {
      output.sendResponse(response, head.minor(), true, true);
    } finally {
      over(request, response);
    }
    deadline.close();
    input.release();
    response.takeover().serve(stream);
  }

  private boolean canBeKept(Head head, Response response) {
    boolean endsByClosing = response.length() == Response.UNKNOWN && head.minor() == 0;
    return head.keepAlive() && !response.isClosing() && !endsByClosing && !server.isStopping();
  }

  @Suspends
  private static boolean skip(RequestBody body) throws IOException {
    try {
      return body.skip();
    } catch (HttpException tooLateToSay) { // the response is on its way
      return false;
    }
  }

  /// @return null if no request comes
  @Suspends
  private Head awaitHead() throws IOException {
    parser.reset();
    if (input.isEmpty() && !awaitFirstByte()) {
      return null;
    }
    long end = 0;
    while (true) {
      Head head = parser.parse(input.bytes(), input.from(), input.to());
      if (head != null) {
        input.takenTo(input.from() + parser.end());
        return head;
      }
      long now = deadline.time();
      end = end == 0 ? now + settings.headLimit().toNanos() : end;
      int answer = input.fill(mostOfHead, Math.max(1, end - now));
      if (answer == Input.TOO_LATE) {
        throw new HttpException(408, "the request did not come in time");
      }
      if (answer == Input.END) {
        return null;
      }
    }
  }

  @Suspends
  private boolean awaitFirstByte() throws IOException {
    if (server.isStopping()) {
      return false;
    }
    idle = true;
    try {
      return input.fill(mostOfHead, settings.idleLimit().toNanos()) > 0;
    } catch (IOException broken) {
      if (server.isStopping()) {
        return false; // it was us
      }
      throw broken;
    } finally {
      idle = false;
    }
  }

  // --- the response

  @Suspends
  private Response answer(Request request, RequestBody body) throws IOException {
    try {
      Response response = handler.handle(request);
      if (response == null) {
        throw new NullPointerException("the handler returned no response");
      }
      return response;
    } catch (Throwable failure) {
      throwIfCancelled(failure);
      if (body.brokenBy() != null) {
        throw body.brokenBy();
      }
      if (failure instanceof HttpException told) {
        return told.response();
      }
      report("the handler of " + request + " failed", failure);
      return Response.text(500, "Internal Server Error\n");
    }
  }

  @Suspends
  private void send(Request request, Head head, Response response, boolean keep)
      throws IOException {
    boolean bodiless = head.method().equals("HEAD") || Status.isBodiless(response.status());
    try {
      output.sendResponse(response, head.minor(), keep, bodiless);
      if (response.writer() != null && !bodiless) {
        sendBody(request, head, response);
      }
    } finally {
      over(request, response);
    }
  }

  @Suspends
  private void sendBody(Request request, Head head, Response response) throws IOException {
    boolean chunked = response.length() == Response.UNKNOWN && head.minor() > 0;
    BodyOutput out = new BodyOutput(output, response.length(), chunked);
    try {
      response.writer().writeTo(out);
      out.end();
    } catch (Throwable failure) {
      stream.abort(); // an orderly end would look like the whole
      throwIfCancelled(failure);
      if (output.failure() == null) {
        report("the body of the response to " + request + " failed", failure);
      }
      throw new IOException("the response to " + request + " was cut short", failure);
    }
  }

  private static void over(Request request, Response response) {
    try {
      response.over();
    } catch (Throwable failure) {
      report("what comes after the response to " + request + " failed", failure);
    }
  }

  /// A handler may also fail because something else was cancelled: that is a failure like others.
  private void throwIfCancelled(Throwable failure) {
    if (failure instanceof CancelledError cancelled && task.cancelling() > 0) {
      throw cancelled;
    }
  }

  private static void report(String what, Throwable failure) {
    EventLoop.running().callExceptionHandler(new UnhandledFailure(what, failure, null));
  }
}
