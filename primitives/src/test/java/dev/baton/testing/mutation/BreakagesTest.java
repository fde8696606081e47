package dev.baton.testing.mutation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.mutation.Mutation.Instead;
import dev.baton.testing.primitives.Primitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The proof that the scenarios and the explorer are worth something: they find every mistake.
class BreakagesTest {
  /// Where loops say that their tasks do not end; here that is to be expected.
  private static final Logger LOG = Logger.getLogger("dev.baton");

  private static Level usual;

  @BeforeAll
  static void beQuiet() {
    usual = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void beAsUsual() {
    LOG.setLevel(usual);
  }

  @ParameterizedTest
  @EnumSource
  void isFound(Breakage breakage) throws ReflectiveOperationException {
    assertThat(found(breakage.mutation, breakage.primitive)).isNotNull();
  }

  /// So what is found is the mistake, not the world it is in.
  @ParameterizedTest
  @EnumSource
  void nothingIsFoundWhereNothingIsBroken(Primitive primitive) throws ReflectiveOperationException {
    Mutation harmless = new Mutation("dev.baton.None", "none", "none", new Instead.Argument());
    assertThat(found(harmless, primitive)).isNull();
  }

  @Test
  void everyPrimitiveIsBrokenInAtLeastTwoWays() {
    Map<Primitive, Long> ways =
        Arrays.stream(Breakage.values())
            .collect(groupingBy(breakage -> breakage.primitive, counting()));
    assertThat(ways).containsOnlyKeys(Primitive.values());
    assertThat(ways.values()).allMatch(count -> count >= 2);
  }

  @Test
  void theReadmeCountsThem() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains("in " + Breakage.values().length + " ways");
  }

  private static String found(Mutation mutation, Primitive primitive)
      throws ReflectiveOperationException {
    Class<?> hunt = Class.forName(Hunt.class.getName(), true, new BrokenWorld(mutation));
    return (String) hunt.getMethod("find", String.class).invoke(null, primitive.name());
  }
}
