package dev.baton.jobs.handlers;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;

/// Why arguments are not JSON: the library's own text is for programmers.
final class JsonFault {
  private JsonFault() {}

  /// What is wrong, and where.
  static String text(JacksonException fault) {
    return problem(fault) + place(fault.getLocation());
  }

  private static String problem(JacksonException fault) {
    return switch (fault) {
      case UnexpectedEndOfInputException _ -> "a quote or bracket is not closed";
      case StreamConstraintsException _ -> "too deep brackets, or a number of too many digits";
      case MismatchedInputException twice when name(twice) != null ->
          "\"%s\" is given twice".formatted(Fields.seen(name(twice)));
      case MismatchedInputException _ -> "more behind the end";
      default -> "a wrong character or word, or a lone surrogate,";
    };
  }

  /// The library refuses a tree for a name that is there twice, or for what follows after it, where
  /// there is no name.
  private static String name(MismatchedInputException fault) {
    return fault.processor() instanceof JsonParser parser ? parser.currentName() : null;
  }

  private static String place(TokenStreamLocation at) {
    return at == null
        ? ""
        : " at their line %,d, column %,d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
