package dev.baton.jobs.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The option that all commands have.
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "FILE",
      defaultValue = "${env:JOBS_STORE:-jobs.db}",
      description =
          "the file that holds the jobs (default: what $JOBS_STORE says, or else jobs.db in the"
              + " current folder). It is one SQLite database, with FILE-wal and FILE-shm beside it"
              + " while it is in use")
  Path file;
}
