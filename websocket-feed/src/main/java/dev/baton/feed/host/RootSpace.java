package dev.baton.feed.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How much space the root file system has. Only of one on this machine: to ask a server for it may
/// take for ever.
final class RootSpace {
  private static final Set<String> LOCAL =
      Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "overlay", "tmpfs");

  private static final Pattern SPACE = Pattern.compile(" ");

  private final FileStore store;

  private RootSpace(FileStore store) {
    this.store = store;
  }

  static Optional<RootSpace> open(SystemFiles files) {
    if (!isLocal(files.read("proc/mounts"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RootSpace(Files.getFileStore(files.root())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether the root is on this machine, by `/proc/mounts`: a device, a place and a type on each
  /// line, and the last one of a place counts.
  static boolean isLocal(String mounts) {
    return mounts
        .lines()
        .map(SPACE::split)
        .filter(words -> words.length >= 3 && words[1].equals("/"))
        .reduce((_, last) -> last)
        .map(words -> LOCAL.contains(words[2]))
        .orElse(false);
  }

  void addTo(Figures figures) {
    try {
      figures.bytes("free", store.getUsableSpace()).bytes("size", store.getTotalSpace());
    } catch (IOException e) {
      // not known this time
    }
  }
}
