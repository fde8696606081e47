package dev.baton;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is public is in `api.txt`, so that a new public type or member is a decision that a reader
/// of the change sees.
@Tag("static")
class ApiTest {
  private static final Path FILE = Path.of("api.txt");

  private static final String HEAD =
      """
      # Every public type of baton-primitives, with its public and protected members. ApiTest compares.
      #
      # A new public type is a decision: it must be documented and tested, and others will stand on it.
      # Prefer a package-private one. When it is meant, write this file anew and commit it with the change:
      #
      #   ./mvnw -q -pl primitives test -Dtest=ApiTest -Dbaton.mounted=always -Dbaton.api=write
      """;

  @Test
  void whatIsPublicIsInTheFile() throws Exception {
    String now = HEAD + types().map(ApiTest::text).collect(joining());
    if ("write".equals(System.getProperty("baton.api"))) {
      Files.writeString(FILE, now);
    }
    List<String> decided = flat(Files.readString(FILE));
    assertThat(without(flat(now), decided)).as("public, but not in api.txt; see there").isEmpty();
    assertThat(without(decided, flat(now))).as("in api.txt, but no longer public").isEmpty();
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  /// Each type, and each member behind its type.
  private static List<String> flat(String text) {
    List<String> flat = new ArrayList<>();
    String type = "";
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      type = line.startsWith(" ") ? type : line;
      flat.add(line.startsWith(" ") ? type + line : line);
    }
    return flat;
  }

  /// All but the lessons, which nobody calls.
  private static Stream<Class<?>> types() throws IOException, URISyntaxException {
    Path classes =
        Path.of(EventLoop.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      List<Class<?>> types =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.contains("lessons"))
              .map(file -> file.replace(".class", "").replace('/', '.').replace('\\', '.'))
              .filter(name -> !name.endsWith("-info"))
              .sorted()
              .<Class<?>>map(ApiTest::load)
              .filter(ApiTest::isPublic)
              .toList();
      return types.stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
  }

  private static String text(Class<?> type) {
    return Stream.concat(Stream.of("\n" + heading(type)), members(type))
        .collect(joining("\n", "", "\n"));
  }

  private static String heading(Class<?> type) {
    String heading =
        type.toGenericString()
            .replaceAll("\\b(public|static) ", "")
            .replaceAll("abstract (?=(sealed )?@?interface)|final (?=record|enum)", "");
    String supers = Stream.concat(superclass(type), interfaces(type)).collect(joining(", "));
    return heading + (supers.isEmpty() ? "" : " : " + shorten(supers));
  }

  private static Stream<String> superclass(Class<?> type) {
    boolean given = type.isInterface() || type.isEnum() || type.isRecord();
    return given || type.getSuperclass() == Object.class
        ? Stream.of()
        : Stream.of(type.getGenericSuperclass().getTypeName());
  }

  private static Stream<String> interfaces(Class<?> type) {
    return type.isAnnotation()
        ? Stream.of()
        : Arrays.stream(type.getGenericInterfaces()).map(Type::getTypeName);
  }

  private static Stream<String> members(Class<?> type) {
    Stream<String> constructors =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(ApiTest::isVisible)
            .map(constructor -> constructor.toGenericString());
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(ApiTest::isVisible)
            .map(field -> field.toGenericString());
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(ApiTest::isVisible)
            .filter(method -> !isGiven(method))
            .map(Method::toGenericString);
    return Stream.of(fields, constructors, methods)
        .flatMap(members -> members.map(member -> member(type, member)).sorted());
  }

  private static boolean isVisible(Member member) {
    return !member.isSynthetic()
        && (Modifier.isPublic(member.getModifiers())
            || Modifier.isProtected(member.getModifiers()));
  }

  /// What every object or enum has.
  private static boolean isGiven(Method method) {
    return List.of("equals", "hashCode", "toString").contains(method.getName())
        || method.getDeclaringClass().isEnum()
            && List.of("values", "valueOf").contains(method.getName());
  }

  private static String member(Class<?> type, String text) {
    return "  "
        + shorten(
            text.replace(type.getName() + ".", "")
                .replaceAll("\\b(public|abstract|final|transient|synchronized) ", ""));
  }

  /// Without the packages that nobody has to be told.
  private static String shorten(String text) {
    return text.replaceAll(",(?=\\S)", ", ")
        .replaceAll("\\b(java\\.(lang|util|time|io)|dev(\\.[a-z]+)+)\\.(?=[A-Z])", "");
  }
}
