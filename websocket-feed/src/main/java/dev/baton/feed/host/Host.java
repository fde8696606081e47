package dev.baton.feed.host;

import dev.baton.feed.ReadingSource;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.ValueInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Measures this machine: `/proc` where there is one, the JDK's management beans elsewhere.
///
/// What cannot be known is left out; it is never shown as zero. What a system lacks altogether is
/// no channel, and no value of one: that is found out once, at the start.
public final class Host implements ReadingSource {
  /// The channel of the processors.
  public static final String CPU = HostChannels.CPU.name();

  /// The channel of the memory.
  public static final String MEMORY = HostChannels.MEMORY.name();

  private final List<ChannelInfo> channels = new ArrayList<>();

  /// In the order of the channels.
  private final List<Meter> meters = new ArrayList<>();

  /// Takes the first look; rates and shares are of the time between two looks.
  public Host() {
    this(Path.of("/"), System::nanoTime, Optional.empty());
  }

  /// The same with the delays of this process's loop.
  ///
  /// @param lag somebody lets it [watch][LoopLag#watch()]
  public Host(LoopLag lag) {
    this(Path.of("/"), System::nanoTime, Optional.of(lag));
  }

  /// @param root where `proc` and `sys` are
  Host(Path root, LongSupplier nanos, Optional<LoopLag> lag) {
    SystemFiles files = new SystemFiles(root);
    add(HostChannels.CPU, new Cpu(files));
    add(HostChannels.LOAD, new LoadAverage(files));
    add(HostChannels.MEMORY, new Memory(files));
    add(HostChannels.DISK, new Disks(files, nanos));
    add(HostChannels.NETWORK, new Network(files, nanos));
    add(HostChannels.PRESSURE, new Pressure(files));
    add(HostChannels.JVM, new Jvm(nanos, lag));
  }

  private void add(ChannelInfo all, Meter meter) {
    Set<String> has = meter.begin();
    List<ValueInfo> values =
        all.values().stream().filter(value -> has.contains(value.name())).toList();
    if (!values.isEmpty()) {
      channels.add(new ChannelInfo(all.name(), all.about(), values));
      meters.add(meter);
    }
  }

  @Override
  public List<ChannelInfo> channels() {
    return List.copyOf(channels);
  }

  @Override
  public Map<String, Map<String, Double>> read() {
    Map<String, Map<String, Double>> readings = new LinkedHashMap<>();
    for (int i = 0; i < meters.size(); i++) {
      readings.put(channels.get(i).name(), declared(channels.get(i), meters.get(i).read()));
    }
    return readings;
  }

  /// In the order in which they are declared. What the system has got since the start is not.
  private static Map<String, Double> declared(ChannelInfo channel, Map<String, Double> figures) {
    Map<String, Double> declared = new LinkedHashMap<>();
    for (ValueInfo value : channel.values()) {
      Double figure = figures.get(value.name());
      if (figure != null) {
        declared.put(value.name(), figure);
      }
    }
    return declared;
  }
}
