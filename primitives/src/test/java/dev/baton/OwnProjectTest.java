package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The project that the README shows to those who want this module alone.
@Tag("static")
class OwnProjectTest {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");

  @TempDir private Path folder;

  @Test
  void namesTheVersionsOfTheBuild() throws IOException {
    String pom = fragment("xml");
    String build = Files.readString(Path.of("..", "pom.xml"));

    assertThat(version("baton-primitives", pom)).isEqualTo(version("baton", build));
    assertThat(version("maven-compiler-plugin", pom))
        .isEqualTo(version("maven-compiler-plugin", build));
  }

  @Test
  void compiles() throws IOException {
    Path source = Files.writeString(folder.resolve("Hello.java"), fragment("java"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("-d", folder.toString(), "-Xlint:all", "-Werror"),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      assertThat(compiled).isTrue();
    }
    assertThat(folder.resolve("Hello.class")).exists();
  }

  /// The first fenced text of the section that begins like this.
  private static String fragment(String begin) throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String section = readme.substring(readme.indexOf("## In a project of your own"));
    int start = section.indexOf("```" + begin);
    int code = section.indexOf('\n', start) + 1;
    return section.substring(code, section.indexOf("```", code));
  }

  private static String version(String artifact, String pom) {
    Matcher versions = VERSION.matcher(pom);
    while (versions.find()) {
      if (versions.group(1).equals(artifact)) {
        return versions.group(2);
      }
    }
    throw new AssertionError("no version of " + artifact);
  }
}
