package dev.baton.jobs.handlers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An SMTP server on loopback that does what a test says, where a real one would be too well
/// behaved.
final class ScriptedSmtp implements AutoCloseable {
  /// An answer that closes the connection instead.
  static final String DROP = "drop";

  /// An answer that never comes.
  static final String SILENCE = "silence";

  private static final Map<String, String> POLITE =
      Map.of(
          "CONNECT", "220 hello",
          "EHLO", "250 hello",
          "MAIL", "250 ok",
          "RCPT", "250 ok",
          "DATA", "354 go on",
          ".", "250 taken",
          "QUIT", "221 bye",
          "RSET", "250 ok");

  private final ServerSocket server;
  private final Map<String, String> answers;

  /// Every command, in the bytes of UTF-8.
  final List<String> commands = new CopyOnWriteArrayList<>();

  /// Every line of every message whose end was seen.
  final List<String> received = new CopyOnWriteArrayList<>();

  /// @param answers what is answered to a command, where it is not the polite answer; "." is the
  ///   end of a message
  ScriptedSmtp(Map<String, String> answers) throws IOException {
    this.answers = answers;
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::live);
  }

  MailServer address() {
    return MailServer.parse("smtp://127.0.0.1:" + server.getLocalPort(), Map.of());
  }

  private void live() {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      boolean open = answer(socket, "CONNECT");
      while (open) {
        String line = in.readLine();
        commands.add(String.valueOf(line));
        open = line != null && answer(socket, line.toUpperCase().split("[ :]")[0]);
        if (open && line.equalsIgnoreCase("DATA") && !answers.containsKey("DATA")) {
          readMessage(in);
          open = answer(socket, ".");
        }
      }
    } catch (IOException gone) {
      // the client has hung up
    }
  }

  private void readMessage(BufferedReader in) throws IOException {
    for (String line; (line = in.readLine()) != null && !line.equals("."); ) {
      received.add(line);
    }
  }

  /// @return false when the connection is to be closed
  private boolean answer(Socket socket, String command) throws IOException {
    String answer = answers.getOrDefault(command, POLITE.getOrDefault(command, "500 what?"));
    if (answer.equals(DROP)) {
      return false;
    }
    if (!answer.equals(SILENCE)) {
      OutputStream out = socket.getOutputStream();
      out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
