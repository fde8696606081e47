package dev.baton.scraper.report;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the log of requests, `requests.jsonl`: how politely was each host asked?
///
/// It reads line by line. What it keeps grows with the hosts, and not with the requests. A last
/// line that a crash has torn does not count.
public final class RequestLog {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, HostRequests> hosts = new TreeMap<>();
  private long requests;

  private RequestLog() {}

  /// Reads the file. This blocks: call it outside the loop.
  ///
  /// @return each host that was asked, by name
  /// @throws IOException if it cannot be read, or is no log of requests
  public static List<HostPoliteness> read(Path file) throws IOException {
    try (InputStream log = Files.newInputStream(file)) {
      return read(log);
    }
  }

  static List<HostPoliteness> read(InputStream in) throws IOException {
    RequestLog log = new RequestLog();
    InputStream bytes = new BufferedInputStream(in, 1 << 16);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next; (next = bytes.read()) >= 0; ) {
      if (next == '\n') {
        log.add(line.toByteArray());
        line.reset();
      } else {
        line.write(next);
      }
    }
    return log.hosts.values().stream().map(HostRequests::politeness).toList();
  }

  private void add(byte[] text) throws IOException {
    requests++;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      Line line = Line.read(json);
      hosts.computeIfAbsent(line.host, HostRequests::new).add(line);
    } catch (JacksonException | DateTimeException | IllegalArgumentException broken) {
      throw new IOException("line %d of it is no request".formatted(requests), broken);
    }
  }

  /// What of a request counts.
  private static final class Line {
    private String host;
    private String url = "";
    private Instant at;
    private Instant allowed;
    private String why = "";
    private Duration took = Duration.ZERO;

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
        case "at" -> at = Instant.parse(json.getString());
        case "allowed" -> allowed = Instant.parse(json.getString());
        case "why" -> why = json.getString();
        case "ms" -> took = Duration.ofMillis(json.getLongValue());
        default -> json.skipChildren();
      }
    }
  }

  private static final class HostRequests {
    private final String host;
    private long requests;
    private Duration margin;
    private String closest;
    private String why;
    private Duration waited = Duration.ZERO;

    /// When it had answered everything.
    private Instant idleSince;

    HostRequests(String host) {
      this.host = host;
    }

    void add(Line line) {
      requests++;
      Duration distance = Duration.between(line.allowed, line.at);
      if (margin == null || distance.compareTo(margin) < 0) {
        margin = distance;
        closest = line.url;
        why = line.why;
      }
      if (idleSince != null && idleSince.isBefore(line.allowed)) {
        waited = waited.plus(Duration.between(idleSince, line.allowed));
      }
      Instant end = line.at.plus(line.took);
      idleSince = idleSince == null || idleSince.isBefore(end) ? end : idleSince;
    }

    HostPoliteness politeness() {
      return new HostPoliteness(host, requests, margin, closest, why, waited);
    }
  }
}
