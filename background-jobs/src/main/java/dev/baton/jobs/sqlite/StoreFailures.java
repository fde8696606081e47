package dev.baton.jobs.sqlite;

import dev.baton.jobs.Reason;
import dev.baton.jobs.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/// Says in one sentence what is wrong with a store, and what to do.
final class StoreFailures {
  /// SQLite's primary result codes, from its documentation.
  static final int BUSY = 5;

  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;
  private static final int NOT_A_DATABASE = 26;

  private StoreFailures() {}

  static StoreException of(Path file, Throwable failure) {
    if (failure instanceof StoreException known) {
      return known;
    }
    int code = failure instanceof SQLException sql ? sql.getErrorCode() & 0xff : 0;
    String remedy =
        switch (code) {
          case BUSY -> "another process has been writing for 10 s; end it or try again";
          case READ_ONLY, CANNOT_OPEN -> "check that this user may write to it and its folder";
          case IO_ERROR -> "check the disk";
          case FULL -> "the disk is full; make room";
          case CORRUPT -> "the file is damaged; restore it from a copy";
          case NOT_A_DATABASE -> "it is no SQLite file; name another file with --store";
          default -> "this is unexpected";
        };
    return new StoreException(
        "store %s cannot be used: %s; %s"
            .formatted(Database.shown(file), Reason.of(failure), remedy),
        failure);
  }
}
