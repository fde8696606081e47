package dev.baton.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  /// A mistake must not pass for a failure of the program, even where the program catches
  /// everything.
  @Test
  void doesNotLetAProgramCatchAMistake() {
    Op mistake = new Op.Release("nowhere");
    Op attempt = new Op.Try(List.of(mistake), List.of(new Op.Clause("Any", List.of())));

    AssertionError error = assertThrows(AssertionError.class, () -> run(attempt));

    assertEquals("there is no object \"nowhere\"", error.getCause().getMessage());
  }

  @Test
  void refusesASecondTaskOfTheSameName() {
    Op spawn = new Op.Spawn("a", new Op.Body(List.of(), "null"));

    AssertionError error = assertThrows(AssertionError.class, () -> run(spawn, spawn));

    assertEquals("a second task is named \"a\"", error.getCause().getMessage());
  }

  private static void run(Op... ops) {
    Interpreter.run(new Program("a", Map.of(), new Op.Body(List.of(ops), "null"), List.of()));
  }
}
