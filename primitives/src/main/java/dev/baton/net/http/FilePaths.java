package dev.baton.net.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Finds the file that the path of a URL means, below a root and nowhere else.
///
/// Each segment is decoded by itself, so that an encoded slash or dot cannot make others of it;
/// then the real path, with all symbolic links followed, must still be below the root. Names that
/// begin with a dot are not found, neither in the URL nor behind a link.
final class FilePaths {
  private FilePaths() {}

  /// Blocks.
  ///
  /// @param root a real path
  /// @param rawPath not decoded, after the slash that stands for the root
  /// @return a file or directory that exists, from the root and without links; or null
  static Path find(Path root, String rawPath) {
    try {
      Path path = root;
      String[] segments = rawPath.split("/", -1);
      for (int i = 0; i < segments.length; i++) {
        boolean lastIsEmpty = i == segments.length - 1 && segments[i].isEmpty();
        if (!lastIsEmpty) { // a directory with its slash
          path = path.resolve(requireName(segments[i]));
        }
      }
      Path real = path.toRealPath();
      boolean meansDirectory = segments[segments.length - 1].isEmpty();
      return isShown(root, real) && (!meansDirectory || Files.isDirectory(real))
          ? root.relativize(real)
          : null;
    } catch (IOException | InvalidPathException notFound) {
      return null;
    }
  }

  private static boolean isShown(Path root, Path real) {
    if (!real.startsWith(root)) {
      return false;
    }
    for (Path name : root.relativize(real)) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private static String requireName(String segment) throws IOException {
    String name = Target.decodePath(segment);
    if (name.isEmpty()
        || name.startsWith(".")
        || name.indexOf('/') >= 0
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IOException("no name of a file");
    }
    return name;
  }
}
