package dev.baton.feed.protocol;

import java.util.List;

/// What the history answers, and the HTTP status that says so.
public sealed interface HistoryAnswer {
  /// 200: the readings, oldest first, as many as the limit allows.
  ///
  /// @param first the oldest that the history has
  /// @param top the newest
  record Page(String channel, String epoch, long first, long top, List<Reading> readings)
      implements HistoryAnswer {}

  /// 409: the stream has begun anew since.
  ///
  /// @param epoch the present one
  record OtherEpoch(String epoch) implements HistoryAnswer {}

  /// 410: the history does not reach back so far.
  ///
  /// @param first the oldest that it has
  record Gone(long first) implements HistoryAnswer {}

  /// Any other status: no answer, for this reason.
  record Failed(int status, String why) implements HistoryAnswer {}

  /// The HTTP status.
  default int status() {
    return switch (this) {
      case Page _ -> 200;
      case OtherEpoch _ -> 409;
      case Gone _ -> 410;
      case Failed failed -> failed.status();
    };
  }
}
