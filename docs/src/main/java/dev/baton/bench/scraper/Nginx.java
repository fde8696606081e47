package dev.baton.bench.scraper;

import dev.baton.bench.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An nginx of one process that serves the files of a folder on loopback.
final class Nginx implements AutoCloseable {
  /// Debian keeps it where the `PATH` of ordinary users does not lead.
  private static final List<String> PROGRAMS = List.of("nginx", "/usr/sbin/nginx");

  private static final int LIMIT_SECONDS = 10;

  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid nginx.pid;
      events { worker_connections 512; }
      http {
        access_log off;
        sendfile on;
        tcp_nopush on;
        keepalive_requests 1000000;
        types { text/html html; text/plain txt; }
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:%d;
          root "%s";
        }
      }
      """;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// What it says of its version; nothing where it is not installed.
  static Optional<String> version() throws InterruptedException {
    for (String program : PROGRAMS) {
      Optional<String> line = Programs.firstLine(program, "-v");
      if (line.isPresent()) {
        return line.map(text -> text.replaceFirst(".*nginx/", "nginx "));
      }
    }
    return Optional.empty();
  }

  /// @param site the files
  /// @param folder an empty one, for its own
  static Nginx start(Path site, Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(port, site));
    String program =
        Programs.works(PROGRAMS.getFirst(), "-v") ? PROGRAMS.getFirst() : PROGRAMS.getLast();
    Process process =
        new ProcessBuilder(program, "-p", folder + "/", "-e", "stderr", "-c", "nginx.conf")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Nginx nginx = new Nginx(process, port);
    try {
      nginx.awaitStart();
      return nginx;
    } catch (IOException | InterruptedException failure) {
      nginx.close();
      throw failure;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!accepts()) {
      if (!process.isAlive() || System.nanoTime() > limit) {
        throw new IOException("nginx did not start");
      }
      Thread.sleep(10);
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The start page of the [Site].
  URI start() {
    return URI.create("http://127.0.0.1:" + port + Site.path(0));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
