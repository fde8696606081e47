package dev.baton.net;

import dev.baton.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/// Loads the library's classes before a server accepts its first connection.
///
/// A program that is run from its sources, by Maven or by an IDE, has each class in a file, which
/// is opened when the class is first used. That may be in the middle of a flood of connections,
/// when no file descriptor is left; and a class that could not be loaded is missing for good. A jar
/// is open already: then there is nothing to do.
final class ClassFiles {
  /// What a server uses.
  private static final List<String> PACKAGES =
      List.of("dev.baton", "dev.baton.sync", "dev.baton.net", "dev.baton.net.http");

  private static boolean loaded;

  private ClassFiles() {}

  static void load() {
    if (loaded) {
      return;
    }
    loaded = true;
    try {
      Path folder = folder();
      if (folder != null) {
        PACKAGES.forEach(name -> load(folder, name));
      }
    } catch (IOException
        | UncheckedIOException
        | URISyntaxException
        | FileSystemNotFoundException e) {
      // they will be loaded one by one, when they are needed
    }
  }

  /// Where the classes are; null if not in a folder.
  private static Path folder() throws IOException, URISyntaxException {
    CodeSource source = EventLoop.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    Path place = Path.of(source.getLocation().toURI());
    return Files.isDirectory(place) ? place : null;
  }

  private static void load(Path folder, String packageName) {
    Path files = folder.resolve(packageName.replace('.', '/'));
    try (Stream<Path> all = Files.list(files)) {
      all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> packageName + "." + name.substring(0, name.length() - ".class".length()))
          .forEach(ClassFiles::loadClass);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void loadClass(String name) {
    try {
      Class.forName(name, false, ClassFiles.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError missing) {
      // it is missed when it is needed
    }
  }
}
