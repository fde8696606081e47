package dev.baton.feed.serve;

import dev.baton.program.Counter;
import dev.baton.program.Family;
import dev.baton.program.Metrics;

/// What the server counts, for `/metrics`.
final class Figures {
  final Metrics metrics = new Metrics();
  private final Counter published = metrics.counter("feed_published_total", "Events published.");
  private final Counter sent = metrics.counter("feed_sent_total", "Messages sent to subscribers.");
  private final Counter sentBytes =
      metrics.counter("feed_sent_bytes_total", "Bytes of these messages.");
  private final Counter dropped =
      metrics.counter("feed_dropped_total", "Events that were not sent to a slow subscriber.");
  private final Family<Counter> ended =
      metrics.counters("feed_ended_total", "Subscribers that the server sent away.", "code");
  private final Family<Counter> answered =
      metrics.counters("feed_http_total", "Answers to requests.", "status");

  /// What is looked up when somebody asks.
  void shows(Subscribers subscribers, Reception reception) {
    metrics.gauge("feed_subscribers", "Subscribers that are connected.", subscribers::count);
    metrics.gauge("feed_strangers", "Connections that are no subscriber's.", reception::strangers);
    metrics.gauge(
        "feed_waiting_bytes",
        "Bytes that wait for subscribers, and answers that are under way.",
        () -> subscribers.share().bytes());
  }

  void published() {
    published.add(1);
  }

  long publishedSoFar() {
    return (long) published.value();
  }

  void sent(int bytes) {
    sent.add(1);
    sentBytes.add(bytes);
  }

  void dropped(int events) {
    dropped.add(events);
  }

  void ended(int code) {
    ended.with("" + code).add(1);
  }

  void answered(int status) {
    answered.with("" + status).add(1);
  }
}
