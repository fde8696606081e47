package dev.baton.conformance;

import dev.baton.ReturnWhen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The arguments of one operation, `[verb, argument, ...]`, taken one after the other and checked.
final class Arguments {
  /// Some thirty years of seconds: more would come near the end of the loop's clock.
  private static final long MOST_TICKS = 1_000_000_000L;

  private static final int SHOWN = 80;

  private final JsonNode op;
  private int taken;

  Arguments(JsonNode op) {
    this.op = op;
    if (!op.isArray() || op.isEmpty()) {
      throw wrong("is not an operation, [verb, argument, ...]");
    }
  }

  String text() {
    return take("a string", JsonNode::isString).stringValue();
  }

  boolean flag() {
    return take("true or false", JsonNode::isBoolean).booleanValue();
  }

  long number() {
    return take("an integer", Arguments::isLong).longValue();
  }

  int count() {
    return take("a small integer", Arguments::isInt).intValue();
  }

  Duration ticks() {
    return Duration.ofSeconds(take("a number of ticks", Arguments::isTicks).longValue());
  }

  Duration ticksOrNull() {
    JsonNode node = take("a number of ticks or null", n -> n.isNull() || isTicks(n));
    return node.isNull() ? null : Duration.ofSeconds(node.longValue());
  }

  static boolean isInt(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt();
  }

  private static boolean isLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static boolean isTicks(JsonNode node) {
    return isLong(node) && node.longValue() >= 0 && node.longValue() <= MOST_TICKS;
  }

  List<String> names() {
    JsonNode names = take("a list of names", Arguments::isNames);
    return list(names, JsonNode::stringValue);
  }

  private static boolean isNames(JsonNode node) {
    return node.isArray() && node.valueStream().allMatch(JsonNode::isString);
  }

  ReturnWhen when() {
    String name = text();
    for (ReturnWhen when : ReturnWhen.values()) {
      if (when.name().toLowerCase(Locale.ROOT).equals(name)) {
        return when;
      }
    }
    throw wrong("has an unknown condition \"" + name + "\"");
  }

  List<Op> ops() {
    return list(take("a list of operations", JsonNode::isArray), OpReader::read);
  }

  Op.Body body() {
    return OpReader.readBody(take("a list of operations", JsonNode::isArray));
  }

  List<Op.Clause> clauses() {
    return list(take("a list of clauses", JsonNode::isArray), Arguments::clause);
  }

  private static Op.Clause clause(JsonNode node) {
    Arguments parts = new Arguments(node);
    String pattern = parts.text();
    if (!Kinds.isPattern(pattern)) {
      throw parts.wrong("has an unknown pattern \"" + pattern + "\"");
    }
    Op.Clause clause = new Op.Clause(pattern, parts.ops());
    parts.requireNoMore();
    return clause;
  }

  String json() {
    return PythonJson.text(take("a value", _ -> true));
  }

  void requireNoMore() {
    if (taken < op.size()) {
      throw wrong("has too many arguments");
    }
  }

  private JsonNode take(String what, Predicate<JsonNode> fits) {
    JsonNode node = op.get(taken);
    if (node == null) {
      throw wrong("ends where " + what + " is missing");
    }
    if (!fits.test(node)) {
      throw wrong("has " + shown(node) + " where " + what + " belongs");
    }
    taken++;
    return node;
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    List<T> list = new ArrayList<>(array.size());
    array.forEach(node -> list.add(read.apply(node)));
    return List.copyOf(list);
  }

  MalformedProgramException wrong(String what) {
    return new MalformedProgramException(shown(op) + " " + what);
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
