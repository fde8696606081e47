package dev.baton.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.Action;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/// What an example prints.
final class Printed {
  private Printed() {}

  static <X extends Exception> String by(Action<X> example) throws X {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
