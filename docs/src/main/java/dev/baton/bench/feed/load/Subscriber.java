package dev.baton.bench.feed.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One connection to the server, from its handshake on.
final class Subscriber implements FrameParser.Sink {
  private static final byte[] NOTHING = {};
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String SWITCHED = "HTTP/1.1 101 ";

  /// As little as the kernel allows: what lies there, the server believes to be read.
  private static final int STALLED_BUFFER = 4 * 1024;

  private final Target target;
  private final boolean stalls;
  private final Observer observer;
  private SocketChannel channel;
  private SelectionKey key;
  private Stage stage = Stage.LOST;

  /// Of a head or a frame that is not complete.
  private byte[] rest = NOTHING;

  private long lastSeq;

  private enum Stage {
    CONNECTING,
    UPGRADING,
    SUBSCRIBING,
    LIVE,
    LOST
  }

  /// Is told what happens.
  interface Observer {
    void connected(Subscriber subscriber);

    /// It is subscribed.
    void live(Subscriber subscriber);

    /// @param sentAt microseconds since 1970
    /// @param skipped numbers before it that did not come
    void event(long sentAt, long skipped);
  }

  /// @param stalls whether it never reads once it has subscribed
  Subscriber(Target target, boolean stalls, Observer observer) {
    this.target = target;
    this.stalls = stalls;
    this.observer = observer;
  }

  boolean stalls() {
    return stalls;
  }

  boolean isLive() {
    return stage == Stage.LIVE;
  }

  boolean isLost() {
    return stage == Stage.LOST;
  }

  /// Begins to connect.
  void connect(Selector selector) throws IOException {
    rest = NOTHING;
    lastSeq = 0;
    stage = Stage.CONNECTING;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_LINGER, 0); // ports are free again at once
    if (stalls) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, STALLED_BUFFER);
    }
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    if (channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()))) {
      upgrade();
    }
  }

  /// The socket is ready.
  ///
  /// @param incoming a buffer that all share
  /// @param bytes an array that all share, twice as large
  void progress(ByteBuffer incoming, byte[] bytes) throws IOException {
    if (stage == Stage.CONNECTING) {
      if (channel.finishConnect()) {
        upgrade();
      }
    } else {
      read(incoming, bytes);
    }
  }

  private void upgrade() throws IOException {
    requireServer();
    observer.connected(this);
    stage = Stage.UPGRADING;
    key.interestOps(SelectionKey.OP_READ);
    send(ClientBytes.upgrade(target.port()));
  }

  /// Where nobody listens, a connection can be to its own port, and then is to itself.
  private void requireServer() throws IOException {
    if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
      throw new IOException("nobody listens at port " + target.port());
    }
  }

  private void read(ByteBuffer incoming, byte[] bytes) throws IOException {
    int count = channel.read(incoming.clear());
    if (count < 0) {
      throw new EOFException("the server has closed a connection");
    }
    System.arraycopy(rest, 0, bytes, 0, rest.length);
    incoming.flip().get(bytes, rest.length, count);
    int end = rest.length + count;
    int next = stage == Stage.UPGRADING ? readHead(bytes, end) : 0;
    if (stage != Stage.UPGRADING) {
      next = FrameParser.parse(bytes, next, end, this);
    }
    keep(bytes, next, end);
  }

  private void keep(byte[] bytes, int begin, int end) throws IOException {
    if (end - begin > bytes.length / 2) {
      throw new IOException("the server sends a message that is too long for this load");
    }
    rest = begin == end ? NOTHING : Arrays.copyOfRange(bytes, begin, end);
  }

  /// @return where the frames begin
  private int readHead(byte[] bytes, int end) throws IOException {
    for (int i = 0; i + END_OF_HEAD.length <= end; i++) {
      if (Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        requireSwitched(text(bytes, 0, i));
        subscribe();
        return i + END_OF_HEAD.length;
      }
    }
    return 0;
  }

  private static void requireSwitched(String head) throws IOException {
    if (!head.startsWith(SWITCHED)) {
      throw new IOException("the server refuses: " + head.lines().findFirst().orElse(""));
    }
  }

  private void subscribe() throws IOException {
    stage = Stage.SUBSCRIBING;
    if (target.isAsked()) {
      send(ClientBytes.subscription(target.channel()));
    }
    if (stalls || !target.isAsked()) {
      becomeLive();
    }
  }

  private void becomeLive() {
    stage = Stage.LIVE;
    if (stalls) {
      key.interestOps(0);
    }
    observer.live(this);
  }

  @Override
  public void frame(int opcode, byte[] bytes, int begin, int end) throws IOException {
    switch (opcode) {
      case FrameParser.TEXT -> message(bytes, begin, end);
      case FrameParser.PING ->
          send(ClientBytes.frame(FrameParser.PONG, ByteBuffer.wrap(bytes, begin, end - begin)));
      case FrameParser.CLOSE ->
          throw new IOException("the server closes: " + why(bytes, begin, end));
      default -> {}
    }
  }

  private void message(byte[] bytes, int begin, int end) throws IOException {
    if (EventText.isEvent(bytes, begin, end)) {
      event(EventText.seq(bytes, begin, end), EventText.time(bytes, begin, end));
    } else if (EventText.isSubscribed(bytes, begin, end)) {
      becomeLive();
    } else if (EventText.isRefusal(bytes, begin, end)) {
      throw new IOException("the server says " + text(bytes, begin, end));
    }
  }

  private void event(long seq, long time) throws IOException {
    if (seq <= lastSeq || time < 0) {
      throw new IOException("the server sends event " + seq + " after " + lastSeq);
    }
    observer.event(time, lastSeq == 0 ? 0 : seq - lastSeq - 1);
    lastSeq = seq;
  }

  private static String why(byte[] bytes, int begin, int end) {
    return end - begin < 2
        ? "without a code"
        : ((bytes[begin] & 0xff) << 8 | bytes[begin + 1] & 0xff)
            + " "
            + text(bytes, begin + 2, end);
  }

  private static String text(byte[] bytes, int begin, int end) {
    return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
  }

  /// Sends a pong that nobody asked for: a sign of life of one that does not read.
  ///
  /// @throws IOException if the server has cut the connection
  void giveSignOfLife() throws IOException {
    send(ClientBytes.frame(FrameParser.PONG, ByteBuffer.allocate(0)));
  }

  private void send(ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      throw new IOException("the server does not read");
    }
  }

  void close() {
    stage = Stage.LOST;
    try {
      channel.close();
    } catch (IOException alreadyBroken) {
      // it is gone, as it should be
    }
  }
}
