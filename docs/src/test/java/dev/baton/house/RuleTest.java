package dev.baton.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each rule finds those who break it, and nobody else.
@Tag("static")
class RuleTest {
  private static final String BASE = "dev.baton.house.offenders";

  private static final Pattern PLACE = Pattern.compile("\\((\\w+)\\.java:\\d+\\)");

  private static JavaClasses offenders;

  @BeforeAll
  static void readClasses() {
    offenders = new ClassFileImporter().importPackages(BASE);
  }

  @ParameterizedTest
  @EnumSource
  void isBrokenByItsOffendersAlone(Rule rule) {
    Set<String> breakers =
        offenders.stream()
            .filter(type -> breaks(type, rule))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(breakers).isNotEmpty();
    assertThat(found(rule)).isEqualTo(breakers);
  }

  private static boolean breaks(JavaClass type, Rule rule) {
    return type.tryGetAnnotationOfType(Breaks.class)
        .map(breaks -> Arrays.asList(breaks.value()).contains(rule))
        .orElse(false);
  }

  private static Set<String> found(Rule rule) {
    String report =
        String.join("\n", rule.in(BASE).evaluate(offenders).getFailureReport().getDetails());
    return PLACE.matcher(report).results().map(RuleTest::fileName).collect(Collectors.toSet());
  }

  private static String fileName(MatchResult place) {
    return place.group(1);
  }
}
