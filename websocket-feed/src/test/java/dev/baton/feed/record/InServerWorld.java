package dev.baton.feed.record;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Gives each test a [ServerWorld] of its own.
abstract class InServerWorld {
  @TempDir Path folder;

  /// Where the world's recording is.
  Path recording;

  ServerWorld world;

  @BeforeEach
  final void makeWorld() {
    recording = folder.resolve("rec");
    world = new ServerWorld(recording);
  }
}
