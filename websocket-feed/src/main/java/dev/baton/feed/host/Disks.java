package dev.baton.feed.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// What is read and written by all disks together, and the space of the root file system:
/// `/proc/diskstats`.
///
/// Whole disks are counted, and neither their partitions nor what is made of disks: a byte that
/// goes through a RAID or an encrypted device is counted once, where it meets the disk.
final class Disks implements Meter {
  /// The names that Linux gives to whole disks.
  private static final Pattern DISK =
      Pattern.compile(
          "(sd|vd|xvd|hd|dasd)[a-z]{1,4}|nvme[0-9]{1,4}n[0-9]{1,4}"
              + "|(mmcblk|pmem|nbd|rbd)[0-9]{1,4}");

  private static final Pattern SPACES = Pattern.compile(" +");

  /// Whatever the disk calls a sector.
  private static final int SECTOR = 512;

  private static final int BUSY_MILLIS = 4;

  private final SystemFiles files;
  private final Rates rates;
  private final Optional<RootSpace> space;

  Disks(SystemFiles files, LongSupplier nanos) {
    this.files = files;
    this.rates = new Rates(nanos, BUSY_MILLIS);
    this.space = RootSpace.open(files);
  }

  @Override
  public Set<String> begin() {
    Map<String, long[]> disks = look();
    rates.since(disks);
    Growth still = new Growth(1, disks.values());
    return figures(disks.isEmpty() ? Optional.empty() : Optional.of(still)).keySet();
  }

  @Override
  public Map<String, Double> read() {
    return figures(rates.since(look()));
  }

  private Map<String, Double> figures(Optional<Growth> growth) {
    Figures figures = new Figures();
    growth.ifPresent(
        g ->
            figures
                .bytes("read", g.rate(1) * SECTOR)
                .bytes("written", g.rate(3) * SECTOR)
                .number("reads", g.rate(0))
                .number("writes", g.rate(2))
                .share("busy", g.fastest(BUSY_MILLIS) / 1000));
    space.ifPresent(root -> root.addTo(figures));
    return figures.known();
  }

  private Map<String, long[]> look() {
    return parse(files.read("proc/diskstats"));
  }

  /// Of each whole disk: reads, sectors read, writes, sectors written, milliseconds in which it was
  /// busy.
  static Map<String, long[]> parse(String diskstats) {
    Map<String, long[]> disks = new LinkedHashMap<>();
    diskstats
        .lines()
        .map(line -> SPACES.split(line.strip()))
        .filter(words -> words.length >= 14 && DISK.matcher(words[2]).matches())
        .forEach(
            words ->
                Columns.of(words, 3, 5, 7, 9, 12)
                    .ifPresent(counters -> disks.put(words[2], counters)));
    return disks;
  }
}
