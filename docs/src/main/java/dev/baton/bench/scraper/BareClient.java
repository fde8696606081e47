package dev.baton.bench.scraper;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// The main class of a JVM that asks hosts for their start pages again and again, with a thread for
/// each connection, and does nothing else: no crawler can ask sooner.
///
/// Arguments: how many connections to each host, how many requests on each, then the start pages.
final class BareClient {
  private static final String LENGTH = "content-length:";

  private BareClient() {}

  static void main(String[] args) throws InterruptedException, ExecutionException {
    int connections = Integer.parseInt(args[0]);
    int requests = Integer.parseInt(args[1]);
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      var asked =
          Stream.of(args)
              .skip(2)
              .map(URI::create)
              .flatMap(start -> Stream.generate(() -> start).limit(connections))
              .<Future<?>>map(start -> threads.submit(() -> ask(start, requests)))
              .toList();
      for (Future<?> each : asked) {
        each.get();
      }
    }
  }

  private static Void ask(URI start, int requests) throws IOException {
    byte[] request =
        "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(start.getPath(), start.getAuthority())
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(start.getHost(), start.getPort())) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < requests; i++) {
        socket.getOutputStream().write(request);
        in.skipNBytes(bodyLength(in));
      }
    }
    return null;
  }

  /// Reads a head.
  private static int bodyLength(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase().startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    return length;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the host has closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
