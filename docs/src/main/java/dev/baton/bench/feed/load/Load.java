package dev.baton.bench.feed.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The main class of a JVM that plays the subscribers. It takes orders, one in a line, and answers
/// each:
///
/// | order | answer |
/// |---|---|
/// | `connect PORT COUNT CHANNEL` | `connected`, when so many more are live |
/// | `stall PORT COUNT CHANNEL` | `stalled`, when so many more are subscribed, which never read |
/// | `measure MILLISECONDS` | `start`, and at the end [Figures] |
/// | `return MILLISECONDS` | `ready`: the server may go; then [Comeback] |
/// | `close` | `closed`: all connections are |
///
/// or `failed`, with the reason, and then all connections are closed. It ends with its input.
public final class Load {
  private final Queue<String> orders = new ConcurrentLinkedQueue<>();
  private final Subscribers subscribers = new Subscribers();

  private Load() throws IOException {}

  static void main() throws IOException {
    Load load = new Load();
    Thread.ofPlatform().daemon().start(load::readOrders);
    load.run();
  }

  private void readOrders() {
    try (BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String order; (order = input.readLine()) != null; ) {
        orders.add(order);
        subscribers.wakeUp();
      }
    } catch (IOException e) {
      System.err.println("load: " + e);
    }
    System.exit(0);
  }

  private void run() {
    while (true) {
      String order = orders.poll();
      if (order == null) {
        subscribers.turn(Duration.ofMillis(500));
      } else {
        System.out.println(answer(order.split(" ")));
      }
    }
  }

  private String answer(String... words) {
    try {
      return switch (words[0]) {
        case "connect" -> connect(words, false);
        case "stall" -> connect(words, true);
        case "measure" -> measure(Duration.ofMillis(Long.parseLong(words[1])));
        case "return" -> comeBack(Duration.ofMillis(Long.parseLong(words[1])));
        case "close" -> close();
        default -> throw new IOException("there is no order " + words[0]);
      };
    } catch (IOException failure) {
      subscribers.closeAll();
      return "failed " + failure.getMessage();
    }
  }

  private String connect(String[] words, boolean stall) throws IOException {
    Target target = new Target(Integer.parseInt(words[1]), words[3]);
    subscribers.connect(target, Integer.parseInt(words[2]), stall);
    return stall ? "stalled" : "connected";
  }

  private String measure(Duration time) throws IOException {
    System.out.println("start");
    return subscribers.measure(time).line();
  }

  private String comeBack(Duration limit) {
    System.out.println("ready");
    return subscribers.comeBack(limit).line();
  }

  private String close() {
    subscribers.closeAll();
    return "closed";
  }
}
