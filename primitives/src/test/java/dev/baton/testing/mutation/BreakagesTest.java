package dev.baton.testing.mutation;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testing.mutation.Mutation.Instead;
import dev.baton.testing.primitives.Primitive;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The proof that the scenarios and the explorer are worth something: they find every breakage.
class BreakagesTest {
  @ParameterizedTest
  @EnumSource
  void isFound(Breakage breakage) throws ReflectiveOperationException {

    assertThat(found(breakage.mutation, breakage.primitive)).isNotNull();
  }

  /// So what is found is the breakage, not the world it is in.
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

  private static String found(Mutation mutation, Primitive primitive)
      throws ReflectiveOperationException {
    Class<?> hunt = Class.forName(Hunt.class.getName(), true, new BrokenWorld(mutation));
    return (String) hunt.getMethod("find", String.class).invoke(null, primitive.name());
  }
}
