package dev.baton.feed.host;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// What goes over the network, all interfaces together: `/proc/net/dev`.
///
/// Interfaces with hardware are counted: what goes through a bridge, a bond or a tunnel goes
/// through one of them too, and would be counted twice. Where none has hardware, as in a container,
/// all but the loopback are.
final class Network implements Meter {
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final Pattern NAME = Pattern.compile("[^/\\s]{1,15}");
  private static final String LOOPBACK = "lo";

  private final SystemFiles files;
  private final Rates rates;

  /// Whether an interface has hardware; asked once for each name.
  private Map<String, Boolean> hardware = Map.of();

  Network(SystemFiles files, LongSupplier nanos) {
    this.files = files;
    this.rates = new Rates(nanos);
  }

  @Override
  public Set<String> begin() {
    Map<String, long[]> interfaces = look();
    rates.since(interfaces);
    return interfaces.isEmpty()
        ? Set.of()
        : figures(new Growth(1, interfaces.values())).known().keySet();
  }

  @Override
  public Map<String, Double> read() {
    Optional<Growth> growth = rates.since(look());
    return growth.map(Network::figures).orElseGet(Figures::new).known();
  }

  private static Figures figures(Growth growth) {
    return new Figures()
        .bytes("received", growth.rate(0))
        .bytes("sent", growth.rate(4))
        .number("packetsReceived", growth.rate(1))
        .number("packetsSent", growth.rate(5))
        .number("errors", growth.rate(2) + growth.rate(6))
        .number("dropped", growth.rate(3) + growth.rate(7));
  }

  private Map<String, long[]> look() {
    Map<String, long[]> all = parse(files.read("proc/net/dev"));
    all.remove(LOOPBACK);
    Map<String, Boolean> known = hardware;
    hardware = new HashMap<>();
    for (String name : all.keySet()) {
      Boolean has = known.get(name);
      hardware.put(name, has == null ? hasHardware(name) : has);
    }
    if (hardware.containsValue(true)) {
      all.keySet().removeIf(name -> !hardware.get(name));
    }
    return all;
  }

  private boolean hasHardware(String name) {
    return files.exists("sys/class/net/" + name + "/device");
  }

  /// Of each interface: bytes, packets, errors and drops of what came, and the same of what went.
  static Map<String, long[]> parse(String dev) {
    Map<String, long[]> interfaces = new LinkedHashMap<>();
    dev.lines()
        .forEach(
            line -> {
              int colon = line.lastIndexOf(':'); // an alias has one in its name
              String name = line.substring(0, Math.max(0, colon)).strip();
              if (NAME.matcher(name).matches()) {
                String[] words = SPACES.split(line.substring(colon + 1).strip());
                Columns.of(words, 0, 1, 2, 3, 8, 9, 10, 11)
                    .ifPresent(counters -> interfaces.put(name, counters));
              }
            });
    return interfaces;
  }
}
