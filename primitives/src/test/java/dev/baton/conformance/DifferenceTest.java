package dev.baton.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.conformance.Program.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final List<Entry> EXPECTED =
      List.of(new Entry(0, "main", "m1"), new Entry(1, "a", "ends 1"));

  @Test
  void equalTracesHaveNone() {
    assertEquals(Optional.empty(), Difference.between(EXPECTED, List.copyOf(EXPECTED)));
  }

  @Test
  void marksTheFirstEntryThatDiffers() {
    List<Entry> actual =
        List.of(
            EXPECTED.getFirst(), new Entry(2, "a", "ends 1"), new Entry(2, "", "deadlock main"));

    String shown = Difference.between(EXPECTED, actual).orElseThrow();

    assertEquals(
        """
           CPython         |  Baton
            0 main m1      |   0 main m1
        ->  1 a    ends 1  |   2 a    ends 1
           (nothing)       |   2      deadlock main
        """,
        shown);
  }

  @Test
  void marksTheEntryWhereATraceEndsTooEarly() {
    String shown = Difference.between(EXPECTED, EXPECTED.subList(0, 1)).orElseThrow();

    assertEquals(
        """
           CPython         |  Baton
            0 main m1      |   0 main m1
        ->  1 a    ends 1  |  (nothing)
        """,
        shown);
  }
}
