package dev.baton.bench.net;

import dev.baton.bench.Descriptors;
import dev.baton.bench.Heap;
import dev.baton.bench.Machine;
import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Programs;
import dev.baton.bench.Suite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `./run bench idle`: the heap that 10,000 connections take while they wait for their next
/// request. The servers run in a process of their own.
public final class IdleBench {
  public static final Suite SUITE =
      Suite.plain("idle", "heap of 10,000 idle connections", IdleBench::run);

  private static final int CONNECTIONS = 10_000;

  private static final double GOAL_BYTES = 100e6;
  private static final byte[] GET =
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private IdleBench() {}

  private static String run() throws IOException {
    Descriptors.require("bench idle", CONNECTIONS);
    List<List<String>> lines =
        List.of(line("echo, a task each", Protocol.ECHO), line("HTTP", Protocol.HTTP));
    return MarkdownTable.text(List.of("connections", "heap, MB", "bytes each", "goal, MB"), lines)
        + "\n\n%,d connections that have had one answer each and wait, after a full collection. %s. Made by `./run bench idle`.\n"
            .formatted(CONNECTIONS, Machine.here().java());
  }

  private static List<String> line(String what, Protocol protocol) throws IOException {
    System.err.println("bench idle: " + what);
    double bytes = heapOf(protocol);
    return List.of(
        what,
        text("%.1f", bytes / 1e6),
        text("%,.0f", bytes / CONNECTIONS),
        text("%.0f", GOAL_BYTES / 1e6));
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static double heapOf(Protocol protocol) throws IOException {
    List<String> command =
        Programs.java(
            HeapServer.class, List.of("-Dbaton.mounted=always"), protocol.name(), "BATON");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<SocketChannel> open = new ArrayList<>();
    try (BufferedReader output = process.inputReader();
        Writer input = process.outputWriter()) {
      int port = Integer.parseInt(line(output));
      long before = heap(input, output);
      byte[] request = protocol == Protocol.HTTP ? GET : new byte[] {'x'};
      for (int i = 0; i < CONNECTIONS; i++) {
        open.add(connectAndAsk(port, request));
      }
      return heap(input, output) - before;
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
      process.destroyForcibly();
    }
  }

  private static SocketChannel connectAndAsk(int port, byte[] request) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.write(ByteBuffer.wrap(request));
    if (channel.read(ByteBuffer.allocate(4 * 1024)) < 1) {
      throw new IOException("the server does not answer");
    }
    return channel;
  }

  private static long heap(Writer input, BufferedReader output) throws IOException {
    input.write("heap\n");
    input.flush();
    return Long.parseLong(line(output));
  }

  private static String line(BufferedReader output) throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the server has failed; it says above why");
    }
    return line;
  }

  /// A [Server] that says how much heap is in use whenever it is sent a line.
  static final class HeapServer {
    private HeapServer() {}

    static void main(String[] args) throws Exception {
      Thread.ofPlatform().daemon().start(HeapServer::answer);
      Server.main(args);
    }

    private static void answer() {
      try (BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
        while (orders.readLine() != null) {
          System.out.println(Heap.used());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
