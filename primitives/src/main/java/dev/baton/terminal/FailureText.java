package dev.baton.terminal;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// What a failure of a file means to people: of most, Java says the name of the file and no more.
public final class FailureText {
  private FailureText() {}

  /// Part of a sentence, without the names of classes: `there is no /tmp/a/b`.
  public static String of(Throwable failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "access is denied to " + denied.getFile();
      case FileAlreadyExistsException there -> there.getFile() + " is there already";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      case FileSystemException file when file.getReason() != null ->
          file.getReason() + ": " + file.getFile();
      default -> failure.getMessage() == null ? "the reason is unknown" : failure.getMessage();
    };
  }
}
