package dev.baton.bench.feed;

import dev.baton.bench.Cores;
import dev.baton.bench.Scripts;
import dev.baton.bench.ServerProcess;
import dev.baton.bench.TemporaryFolder;
import dev.baton.bench.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a section measures with.
///
/// @param load the subscribers, for all contestants
/// @param version what our feed says of its own
record Setup(
    Settings settings,
    Workspace workspace,
    Tools tools,
    Cores cores,
    Scripts scripts,
    LoadProcess load,
    String version)
    implements AutoCloseable {
  static Setup make(Settings settings) throws IOException, InterruptedException {
    if (!ServerProcess.canBeMeasured()) {
      throw new IOException("bench feed needs Linux: it takes processor times from /proc");
    }
    Workspace workspace = Workspace.find();
    FeedBench.note("building the feed, if it is not built");
    Cores cores = Cores.find();
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      return new Setup(
          settings,
          workspace,
          Tools.find(),
          cores,
          new Scripts(Setup.class, "broadcast.js", "broadcast.py"),
          LoadProcess.start(cores),
          workspace.build("feed", folder.path()));
    }
  }

  /// Those that are asked for, and installed.
  List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>();
    for (Contestant one : settings.contestants()) {
      if (one.version(tools).isPresent()) {
        contestants.add(one);
      } else {
        FeedBench.note(one.title + ": not installed, left out");
      }
    }
    return contestants;
  }

  ServerProcess start(Contestant one, int port, Duration every)
      throws IOException, InterruptedException {
    return ServerProcess.start(cores, one.command(this, port, every), OurFeed::port);
  }

  @Override
  public void close() {
    load.close();
    scripts.close();
  }
}
