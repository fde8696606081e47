package dev.baton.feed.host;

import static dev.baton.feed.protocol.Unit.BYTES;
import static dev.baton.feed.protocol.Unit.BYTES_PER_SECOND;
import static dev.baton.feed.protocol.Unit.COUNT;
import static dev.baton.feed.protocol.Unit.MILLISECONDS;
import static dev.baton.feed.protocol.Unit.PER_SECOND;
import static dev.baton.feed.protocol.Unit.SHARE;

import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.Unit;
import dev.baton.feed.protocol.ValueInfo;
import java.util.List;

/// Everything that can be measured, its units and what it means: the one list of it. What this
/// system lacks is left out by [Host].
final class HostChannels {
  static final ChannelInfo CPU =
      channel(
          "host.cpu",
          "what the processors do with their time, all together",
          value("load", SHARE, "busy, or kept by other virtual machines"),
          value("user", SHARE, "busy with programs"),
          value("system", SHARE, "busy with the system itself"),
          value("iowait", SHARE, "idle, while a task waits for a disk"),
          value("steal", SHARE, "kept by other virtual machines"));

  static final ChannelInfo LOAD =
      channel(
          "host.load",
          "how many tasks run, or want to",
          value("load1", COUNT, "average of the last minute, with waits for disks"),
          value("load5", COUNT, "the same, of the last 5 minutes"),
          value("load15", COUNT, "the same, of the last 15 minutes"),
          value("running", COUNT, "those that run now, or wait for a processor"),
          value("tasks", COUNT, "all threads of all processes"));

  static final ChannelInfo MEMORY =
      channel(
          "host.memory",
          "what the memory is used for",
          value("used", BYTES, "in use: the total without what is available"),
          value("available", BYTES, "what programs can still get without swapping"),
          value("total", BYTES, "all there is"),
          value("swapUsed", BYTES, "moved out of the memory"),
          value("swapTotal", BYTES, "room for that"));

  static final ChannelInfo DISK =
      channel(
          "host.disk",
          "all disks together, and the space of the root file system",
          value("read", BYTES_PER_SECOND, "from disks; what memory had is not counted"),
          value("written", BYTES_PER_SECOND, "to disks"),
          value("reads", PER_SECOND, "requests to read"),
          value("writes", PER_SECOND, "requests to write"),
          value("busy", SHARE, "time in which the busiest disk had work"),
          value("free", BYTES, "what programs can still write to /"),
          value("size", BYTES, "all that / has"));

  static final ChannelInfo NETWORK =
      channel(
          "host.network",
          "all interfaces together, without the loopback",
          value("received", BYTES_PER_SECOND, "with all headers"),
          value("sent", BYTES_PER_SECOND, "with all headers"),
          value("packetsReceived", PER_SECOND, "packets that came"),
          value("packetsSent", PER_SECOND, "packets that went"),
          value("errors", PER_SECOND, "packets that were damaged, or could not be sent"),
          value("dropped", PER_SECOND, "packets for which there was no room, or no use"));

  static final ChannelInfo PRESSURE =
      channel(
          "host.pressure",
          "shares of the last 10 s in which tasks stood still",
          value("cpuSome", SHARE, "at least one waited for a processor"),
          value("memorySome", SHARE, "at least one waited for memory"),
          value("memoryFull", SHARE, "all that had work waited for memory"),
          value("ioSome", SHARE, "at least one waited for a disk"),
          value("ioFull", SHARE, "all that had work waited for a disk"));

  static final ChannelInfo JVM =
      channel(
          "host.jvm",
          "the process that serves this feed",
          value("heapUsed", BYTES, "objects, with those that nobody needs any more"),
          value("heapMax", BYTES, "what they may take at most"),
          value("threads", COUNT, "platform threads"),
          value("cpu", SHARE, "of all processors' time"),
          value("gc", SHARE, "time in which it stood still to collect garbage"),
          value("loopLag", MILLISECONDS, "how late a task got its turn at worst"));

  private HostChannels() {}

  private static ChannelInfo channel(String name, String about, ValueInfo... values) {
    return new ChannelInfo(name, about, List.of(values));
  }

  private static ValueInfo value(String name, Unit unit, String about) {
    return new ValueInfo(name, unit, about);
  }
}
