package dev.baton.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All modules keep the rules of the house.
@Tag("static")
class HouseTest {
  private static final String BASE = "dev.baton";

  private static JavaClasses main;

  @BeforeAll
  static void readClasses() {
    ImportOption notTestkit = location -> !location.contains("-tests.jar");
    main =
        new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests(), notTestkit))
            .importPackages(BASE);
  }

  @ParameterizedTest
  @EnumSource
  void allModulesKeep(Rule rule) {
    rule.in(BASE).check(main);
  }

  /// Otherwise the rules hold for want of classes.
  @Test
  void theClassesOfAllModulesAreSeenAndNoTest() {
    Set<String> packages = main.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages)
        .contains(
            "dev.baton",
            "dev.baton.bench.net",
            "dev.baton.scraper.cli",
            "dev.baton.feed.cli",
            "dev.baton.jobs.cli")
        .doesNotContain("dev.baton.house", "dev.baton.testkit");
  }
}
