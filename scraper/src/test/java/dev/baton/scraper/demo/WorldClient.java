package dev.baton.scraper.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// A client that knows the names of the demo's hosts, follows no redirect, and asks each URL once.
final class WorldClient implements AutoCloseable {
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .dns(DemoWorld::resolve)
          .followRedirects(false)
          .retryOnConnectionFailure(false)
          .callTimeout(Duration.ofSeconds(60))
          .build();

  /// What came of a request.
  record Answer(Response response, byte[] body) {
    int status() {
      return response.code();
    }

    String header(String name) {
      return response.header(name);
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// The answer with its whole body, which OkHttp has unpacked from gzip.
  Answer get(String url) throws IOException {
    try (Response response = open(new Request.Builder().url(url).build())) {
      return new Answer(response, response.body().bytes());
    }
  }

  /// The answer as it was sent; to be closed.
  Response raw(String url) throws IOException {
    return open(new Request.Builder().url(url).header("Accept-Encoding", "gzip").build());
  }

  /// The answer to a request for another host than the one that is dialled.
  int statusAt(String url, String host) throws IOException {
    try (Response response = open(new Request.Builder().url(url).header("Host", host).build())) {
      return response.code();
    }
  }

  private Response open(Request request) throws IOException {
    return client.newCall(request).execute();
  }

  @Override
  public void close() {
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }
}
