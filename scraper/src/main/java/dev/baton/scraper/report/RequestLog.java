package dev.baton.scraper.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the log of requests, `requests.jsonl`: when was each host asked, and when was that
/// allowed? What was allowed is what the crawl thought. So each line is also compared with those
/// before it: was a `Retry-After` waited out, was the host asked one thing at a time?
///
/// It reads line by line. What it keeps grows with the hosts, and not with the requests. A last
/// line that a crash has torn does not count. Other lines that are no requests are left out, and
/// counted.
public final class RequestLog {
  /// Nothing that a crawl waits for takes as long: ten minutes at most, and then an answer.
  private static final Duration LONGEST_STEP = Duration.ofMinutes(12);

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, HostRequests> hosts = new TreeMap<>();
  private long lines;

  /// How many lines are no requests, and the first of them.
  private long damaged;

  private long firstDamaged;

  private Instant begun;
  private Instant latest;
  private Duration took = Duration.ZERO;

  private final Set<String> own;

  private RequestLog(Set<String> own) {
    this.own = own;
  }

  /// Reads the file. This blocks: call it outside the loop.
  ///
  /// @param own the hosts that may be asked several things at once (`--own-site`)
  /// @throws IOException if it cannot be read
  public static RequestTotals read(Path file, Set<String> own) throws IOException {
    try (InputStream log = Files.newInputStream(file)) {
      return read(log, own);
    }
  }

  static RequestTotals read(InputStream in, Set<String> own) throws IOException {
    RequestLog log = new RequestLog(own);
    BufferedReader lines = new BufferedReader(new InputStreamReader(new WholeLines(in), UTF_8));
    for (String line; (line = lines.readLine()) != null; ) {
      log.read(line);
    }
    return log.totals();
  }

  private void read(String text) {
    lines++;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Line line = Line.read(json);
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("there is something behind it");
      }
      add(line);
    } catch (JacksonException | DateTimeException | IllegalArgumentException noRequest) {
      firstDamaged = damaged == 0 ? lines : firstDamaged;
      damaged++;
    }
  }

  private void add(Line line) {
    hosts.computeIfAbsent(line.host, host -> new HostRequests(host, own.contains(host))).add(line);
    Instant end = line.end();
    if (begun == null) {
      begun = line.at;
      latest = line.at;
    }
    if (end.isAfter(latest)) {
      Duration step = Duration.between(latest, end);
      took = step.compareTo(LONGEST_STEP) < 0 ? took.plus(step) : took.plus(line.took);
      latest = end;
    }
  }

  private RequestTotals totals() {
    List<HostPoliteness> all = hosts.values().stream().map(HostRequests::politeness).toList();
    return new RequestTotals(all, begun, took, damaged());
  }

  private Optional<String> damaged() {
    if (damaged == 0) {
      return Optional.empty();
    }
    String what =
        damaged == 1
            ? "1 line that is no request, line %d, and is left out"
            : "%2$,d lines that are no requests, such as line %1$d, and are left out";
    return Optional.of(what.formatted(firstDamaged, damaged));
  }

  /// What of a request counts.
  static final class Line {
    String host;
    String url = "";
    Instant at;
    Instant allowed;
    String why = "";
    Duration took = Duration.ZERO;
    int status;

    /// Zero if the answer says nothing.
    Duration retryAfter = Duration.ZERO;

    Instant end() {
      return at.plus(took);
    }

    /// Until when the answer wants its host to be left alone.
    Instant closedUntil() {
      boolean isRefusal = status == 429 || status >= 500;
      return isRefusal ? end().plus(retryAfter) : end();
    }

    static Line read(JsonParser json) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("it is no object but " + json.currentToken());
      }
      Line line = new Line();
      for (String name; (name = json.nextName()) != null; ) {
        json.nextToken();
        line.set(name, json);
      }
      if (line.host == null || line.at == null || line.allowed == null) {
        throw new IllegalArgumentException("it lacks its host, or when it was sent or allowed");
      }
      return line;
    }

    private void set(String name, JsonParser json) {
      switch (name) {
        case "host" -> host = json.getString();
        case "url" -> url = json.getString();
        case "at" -> at = Moments.parse(json.getString());
        case "allowed" -> allowed = Moments.parse(json.getString());
        case "why" -> why = json.getValueAsString("");
        case "status" -> status = json.getValueAsInt(0);
        case "retryAfter" -> retryAfter = Duration.ofSeconds(json.getValueAsInt(0));
        case "ms" -> took = Duration.ofMillis(json.getLongValue());
        default -> json.skipChildren();
      }
    }
  }
}
