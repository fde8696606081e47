package dev.baton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.testkit.DocExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each Java example of a doc comment or a README is a region of a test.
@Tag("static")
class DocExamplesTest {
  private static final String DOC = "/// Does.\n///\n/// ```java\n/// %s\n/// ```\nclass Some {}\n";
  private static final String TEST =
      "import a.B;\nclass SomeTest {\n  // @start region=\"%s\"\n    %s\n  // @end\n}\n";

  @TempDir private Path module;
  private Path main;
  private Path test;

  @BeforeEach
  void makeFolders() throws IOException {
    main = Files.createDirectories(module.resolve("src/main/java")).resolve("Some.java");
    test = Files.createDirectories(module.resolve("src/test/java")).resolve("SomeTest.java");
  }

  @Test
  void allExamplesOfThisModuleAreRegionsOfItsTests() throws IOException {
    assertThat(DocExamples.problems(Path.of(""), Path.of("..", "README.md"))).isEmpty();
  }

  @Test
  void theLayoutMayDiffer() throws IOException {
    Files.writeString(main, DOC.formatted("run(() -> {\n///   a(\"x\"); // now\n/// });"));
    Files.writeString(test, TEST.formatted("Some", "run(\n() -> {\na(\"x\"); // now\n});"));
    assertThat(DocExamples.problems(module)).isEmpty();
  }

  @Test
  void nothingElseMay() throws IOException {
    Files.writeString(main, DOC.formatted("a(\"x y\");"));
    Files.writeString(test, TEST.formatted("Some", "a(\"xy\");"));
    assertThat(DocExamples.problems(module))
        .first()
        .asString()
        .isEqualTo(
            main
                + ":3: this example is not what "
                + test
                + ":3 runs; make them equal:\na(\"x y\");\n--- and\na(\"xy\");\n");
  }

  @Test
  void anExampleWithoutARegionIsFound() throws IOException {
    Files.writeString(main, DOC.formatted("a();"));
    Files.writeString(test, TEST.formatted("Other", "a();"));
    assertThat(DocExamples.problems(module))
        .containsExactly(
            main
                + ":3: no test runs this example; copy it into one, between"
                + " // @start region=\"Some\" and // @end",
            test
                + ":3: the region \"Other\" is no example; show it in the doc comment of that"
                + " type, after ```java, or remove its marks");
  }

  @Test
  void aRegionWithoutAnEndIsFound() throws IOException {
    Files.writeString(test, "// @start region=\"Some\"\na();\n");
    assertThatThrownBy(() -> DocExamples.problems(module))
        .hasMessage(test + ":1: this region has no end; add // @end");
  }

  @Test
  void aReadmeShowsAnyRegionAndItsImportsStandInTheFile() throws IOException {
    Path readme = module.resolve("README.md");
    Files.writeString(main, DOC.formatted("a();"));
    Files.writeString(test, TEST.formatted("Some", "a();"));
    Files.writeString(readme, "```java\nimport a.B;\n\na();\n```\n");
    assertThat(DocExamples.problems(module)).isEmpty();

    Files.writeString(readme, "```java\nimport a.C;\n\na();\n```\n");
    assertThat(DocExamples.problems(module)).singleElement().asString().contains("no test runs");
  }

  @Test
  void aBlockThatDoesNotSayWhatItHoldsIsFound() throws IOException {
    Files.writeString(main, "/// ```\n/// a --> b\n/// ```\nclass Some {}\n");
    assertThat(DocExamples.problems(module))
        .singleElement()
        .asString()
        .startsWith(main + ":1: this block does not say what it holds; begin it with ```java");
  }
}
