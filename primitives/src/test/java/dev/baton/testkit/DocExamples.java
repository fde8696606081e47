package dev.baton.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The Java that doc comments and READMEs show, and the regions of tests that compile and run it.
///
/// Each example is written twice, and a test compares. `{@snippet}` would fetch it from the test,
/// but those who study this code read it in an editor, where they would see the name of a file
/// instead of the example; and a README knows no snippets. (A snippet that repeats what it fetches
/// is compared too, but only when the documentation is made, and nobody finds the example that is
/// no snippet.)
public final class DocExamples {
  private static final Set<String> LANGUAGES =
      Set.of("java", "text", "console", "sh", "json", "html", "sql");

  private final List<Example> examples = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();

  private DocExamples() {}

  /// What is wrong with the examples of a module: a sentence each, which says what to do.
  ///
  /// @param module its folder
  /// @param more READMEs whose examples its tests run too
  public static List<String> problems(Path module, Path... more) throws IOException {
    DocExamples all = new DocExamples();
    for (Path source : files(module.resolve("src/main/java"), ".java")) {
      all.examples.addAll(Example.of(source));
    }
    for (Path readme :
        Stream.concat(files(module, "README.md").stream(), Stream.of(more)).toList()) {
      all.examples.addAll(Example.of(readme));
    }
    for (Path test : files(module.resolve("src/test/java"), ".java")) {
      all.regions.addAll(Region.of(test));
    }
    return all.problems();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    int depth = ending.equals(".java") ? Integer.MAX_VALUE : 1;
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    examples.stream()
        .filter(DocExamples::isOfNoLanguage)
        .map(this::unmarked)
        .forEach(problems::add);
    examples.stream().filter(this::isNotRun).map(this::notRun).forEach(problems::add);
    regions.stream().filter(this::isNotShown).map(this::notShown).forEach(problems::add);
    return problems;
  }

  private static boolean isOfNoLanguage(Example example) {
    return !example.isInReadme() && !LANGUAGES.contains(example.language());
  }

  private String unmarked(Example example) {
    return example.place()
        + ": this block does not say what it holds; begin it with ```java, or with ```text for a"
        + " drawing, ```console for what a program prints";
  }

  private boolean isNotRun(Example example) {
    return example.isJava() && regions.stream().noneMatch(region -> shows(example, region));
  }

  private String notRun(Example example) {
    return regions.stream()
        .filter(region -> region.name().equals(example.subject()) && isNotShown(region))
        .findFirst()
        .map(region -> difference(example, region))
        .orElseGet(() -> missing(example));
  }

  private static String difference(Example example, Region region) {
    return "%s: this example is not what %s runs; make them equal:\n%s--- and\n%s"
        .formatted(
            example.place(), region.place(), example.text().stripIndent(), stripIndent(region));
  }

  private static String stripIndent(Region region) {
    return region.text().stripTrailing().stripIndent() + "\n";
  }

  private static String missing(Example example) {
    return "%s: no test runs this example; copy it into one, between // @start region=\"%s\" and // @end"
        .formatted(example.place(), example.subject());
  }

  private boolean isNotShown(Region region) {
    return examples.stream().noneMatch(example -> example.isJava() && shows(example, region));
  }

  private String notShown(Region region) {
    return "%s: the region \"%s\" is no example; show it in the doc comment of that type, after ```java, or remove its marks"
        .formatted(region.place(), region.name());
  }

  private static boolean shows(Example example, Region region) {
    boolean related = example.isInReadme() || example.subject().equals(region.name());
    return related && region.equals(example);
  }
}
