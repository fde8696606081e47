package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryJson;
import dev.baton.feed.protocol.HistoryQuery;
import java.io.IOException;
import okhttp3.OkHttpClient;

/// Asks the server's history over HTTP.
///
/// It asks once and follows nothing; the time limit and further tries are [PatientHistory]'s.
public final class HistoryClient implements History, AutoCloseable {
  private final FeedHttp http;

  /// Asks a server that wants nothing.
  ///
  /// @param host where it is
  public HistoryClient(String host) {
    this(Access.to(new FeedUrl(host, FeedUrl.DEFAULT_PORT)));
  }

  /// @param access to the server; its history may be at another port
  public HistoryClient(Access access) {
    http = new FeedHttp(access);
  }

  @Override
  @Suspends
  public HistoryAnswer ask(int port, HistoryQuery query) throws IOException {
    return http.get(port, HistoryQuery.PATH, query.text(), HistoryJson::parse);
  }

  /// For the test of what every client over OkHttp has to keep.
  OkHttpClient okHttp() {
    return http.okHttp();
  }

  /// Cancels what is under way.
  @Override
  public void close() {
    http.close();
  }
}
