package dev.baton.launcher;

import dev.baton.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A folder with the real `run`, and with a Maven and a Java that only say how they were called:
/// Maven in the file `builds`, a line each time; Java on stdout. Java makes a cache if it is to,
/// unless there is a file `untrained`.
final class Checkout {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private static final String JAVA =
      """
      #!/bin/sh
      echo "java $*"
      case $1 in
        -XX:AOTCacheOutput=*) if [ ! -e ../../../untrained ]; then pwd >"${1#*=}"; fi; exit 1 ;;
      esac
      """;

  /// Writes a jar, as Maven does. Waits before that for a file `go` if there is one named `wait`,
  /// and fails after it if there is one named `fail`.
  private static final String MAVEN =
      """
      #!/bin/sh
      cd "$(dirname "$0")"
      echo build >>builds
      if [ -e wait ]; then while [ ! -e go ]; do sleep 0.05; done; fi
      echo jar >%1$s/target/baton-%1$s.jar
      if [ -e fail ]; then exit 1; fi
      """;

  final Path root;
  private final Path jdk;
  private final String command;
  private final String module;

  /// @param folder an empty one; the checkout is in a folder below it
  Checkout(Path folder) throws IOException {
    this(folder, "jobs", "background-jobs");
  }

  /// @param command that it runs, which starts this module
  Checkout(Path folder, String command, String module) throws IOException {
    this.command = command;
    this.module = module;
    root = Files.createDirectory(folder.resolve("checkout"));
    jdk = folder.resolve("jdk");
    copy("run");
    copy(".mvn/find-jdk.sh");
    write(root.resolve("mvnw"), MAVEN.formatted(module));
    for (String folderOfModule : List.of("primitives", module)) {
      write(root.resolve(folderOfModule).resolve("pom.xml"), "");
      write(root.resolve(folderOfModule).resolve("src/main/Some.java"), "");
    }
    write(root.resolve("pom.xml"), "");
    write(jdk.resolve("bin/java"), JAVA);
    write(jdk.resolve("bin/javac"), "");
    write(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
  }

  private void copy(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.copy(ROOT.resolve(name), file, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    file.toFile().setExecutable(true, false);
  }

  Path target() {
    return root.resolve(module).resolve("target");
  }

  Path jar() {
    return target().resolve("baton-" + module + ".jar");
  }

  Path lock() {
    return root.resolve("target/run.lock");
  }

  void changeSource() throws IOException {
    Path source = root.resolve(module).resolve("src/main/Some.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
  }

  /// Makes a file that tells the stand-in for Maven what to do.
  void order(String name) throws IOException {
    Files.writeString(root.resolve(name), "");
  }

  int builds() throws IOException {
    Path builds = root.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  /// Starts the command with `--help`.
  ///
  /// @param around what starts it; nothing: it is started by itself
  ChildProcess run(String... around) throws IOException {
    List<String> words = new ArrayList<>(List.of(around));
    words.addAll(List.of(root.resolve("run").toString(), command, "--help"));
    return start(words);
  }

  /// Starts the same by a link of another name.
  ChildProcess runByLink(String name) throws IOException {
    Path link = Files.createSymbolicLink(root.resolveSibling(name), root.resolve("run"));
    return start(List.of(link.toString(), command, "--help"));
  }

  private ChildProcess start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", jdk.toString());
    return ChildProcess.start(builder);
  }

  /// Starts it where these commands have changed the mounts, for it alone.
  ///
  /// @param mounts commands of a shell
  ChildProcess runWith(String mounts) throws IOException {
    return run("unshare", "-m", "sh", "-c", mounts + " && exec \"$0\" \"$@\"");
  }
}
