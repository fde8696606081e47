package dev.baton.feed.cli;

import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.watch.BusyException;
import dev.baton.feed.watch.CannotSaveException;
import dev.baton.feed.watch.DeniedException;
import dev.baton.feed.watch.FaultException;
import dev.baton.feed.watch.NotThereException;
import dev.baton.feed.watch.RefusedException;
import dev.baton.program.Exit;
import dev.baton.program.Shell;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.stream.Stream;

/// Says why a server cannot be watched.
final class WatchFailure {
  private WatchFailure() {}

  /// Of a command that has --wait.
  ///
  /// @return the exit code
  static int tell(IOException failure, Shell shell) {
    return tell(failure, ", or wait for it with --wait", "; --wait goes on trying", shell);
  }

  /// Of a command that tries once.
  ///
  /// @return the exit code
  static int tellOnce(IOException failure, Shell shell) {
    return tell(failure, "", "; try again later", shell);
  }

  private static int tell(IOException failure, String absent, String busy, Shell shell) {
    return switch (failure) {
      case NotThereException e -> say(e, "", Exit.USAGE, shell);
      case CannotSaveException e -> say(e, "", Exits.CANNOT_WRITE, shell);
      case DeniedException e -> say(e, "", Exits.REFUSED, shell);
      case FaultException e -> say(e, "", Exits.REFUSED, shell);
      case RefusedException e -> say(e, "", Exits.REFUSED, shell);
      case BusyException e -> say(e, busy, Exits.REFUSED, shell);
      case BadMessageException e -> say(e, "", Exits.REFUSED, shell);
      default ->
          say(
              failure,
              isUnknown(failure) ? "; check its name" : start(shell) + absent,
              Exits.NO_NETWORK,
              shell);
    };
  }

  private static boolean isUnknown(IOException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(UnknownHostException.class::isInstance);
  }

  private static String start(Shell shell) {
    return "; start one with \"%s serve\"".formatted(shell.command());
  }

  private static int say(IOException failure, String hint, Exit exit, Shell shell) {
    shell.say(failure.getMessage() + hint);
    return exit.code();
  }
}
