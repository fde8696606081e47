package dev.baton.scraper.sites;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import okhttp3.HttpUrl;

/// A server that is operated by hand: for answers that stop half way, and for seeing the client
/// leave. All methods block.
public final class HandServer implements AutoCloseable {
  private final ServerSocket server;

  public HandServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(20_000);
  }

  public HttpUrl url(String path) {
    return HttpUrl.get("http://127.0.0.1:" + server.getLocalPort()).resolve(path);
  }

  /// Waits for a connection and a request on it.
  public Exchange accept() throws IOException {
    Socket socket = server.accept();
    socket.setSoTimeout(20_000);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    Exchange exchange = new Exchange(socket, in);
    exchange.awaitRequest();
    return exchange;
  }

  public record Exchange(Socket socket, BufferedReader in) implements AutoCloseable {
    /// Waits for a request on this connection.
    public void awaitRequest() throws IOException {
      for (String line; (line = in.readLine()) != null && !line.isEmpty(); ) {
        // its head
      }
    }

    public void send(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    }

    /// Waits until the client has closed the connection; fails after a while.
    public void awaitClosed() throws IOException {
      try {
        while (in.read() >= 0) {
          // what it still sends
        }
      } catch (java.net.SocketTimeoutException e) {
        throw new AssertionError("the client keeps the connection open", e);
      } catch (IOException reset) {
        // closed too
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
