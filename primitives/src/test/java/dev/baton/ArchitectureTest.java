package dev.baton;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The rules that hold the module together, as far as the compiler does not prove them. (That the
/// primitives use only what is public in the kernel, it does.)
@Tag("static")
class ArchitectureTest {
  /// Lessons show what others must not do.
  private static final String FREE = "dev.baton.lessons";

  /// The only files that know of other threads.
  private static final Set<String> KNOW_OF_THREADS =
      Set.of(
          "Completer",
          "CtrlC",
          "DatabaseThread", // why it ended, which others ask
          "FileWatch", // how large a file was, which the loop asks after a failure
          "Scheduler", // what the watchdog looks at
          "HandOffBaton",
          "Inbox",
          "Look", // what others ask
          "LoopWatch",
          "MountedBaton",
          "Poller",
          "Request", // a task's, on its way to the thread of a database
          "RunningLoops",
          "Termination",
          "Watchdog");

  /// A method of this name waits, wherever it is.
  private static final Set<String> WAIT =
      Set.of(
          "await",
          "acquire",
          "get",
          "put",
          "join",
          "sleep",
          "wait",
          "waitFor",
          "yieldNow",
          "drain");

  private static JavaClasses main;

  @BeforeAll
  static void readClasses() throws URISyntaxException {
    main =
        new ClassFileImporter()
            .importPath(
                Path.of(
                    EventLoop.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    assertThat(main).hasSizeGreaterThan(50);
  }

  @Test
  void theModuleDependsOnNothingButTheJdksPublicPackages() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.baton..", "java..", "javax.net..")
        .check(main);
  }

  @Test
  void onlyTheDatabasePackageKnowsJdbc() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.baton.sql")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..")
        .check(main);
  }

  @Test
  void theKernelKnowsNothingOfWhatIsBuiltOnIt() {
    classes()
        .that()
        .resideInAPackage("dev.baton")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.baton", "java..")
        .check(main);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCycles() {
    slices().matching("dev.(**)").should().beFreeOfCycles().check(main);
  }

  @Test
  void onlyAFewFilesKnowOfOtherThreads() {
    Set<String> found =
        ours()
            .filter(ArchitectureTest::knowsOfThreads)
            .map(ArchitectureTest::topLevelName)
            .collect(toSet());
    assertThat(found).containsExactlyInAnyOrderElementsOf(KNOW_OF_THREADS);
  }

  private static boolean knowsOfThreads(JavaClass type) {
    return type.getFields().stream().anyMatch(ArchitectureTest::isForThreads)
        || type.getMethods().stream()
            .anyMatch(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED));
  }

  private static boolean isForThreads(JavaField field) {
    String type = field.getRawType().getName();
    return field.getModifiers().contains(JavaModifier.VOLATILE)
        || type.startsWith("java.util.concurrent.atomic.")
        || type.startsWith("java.util.concurrent.locks.")
        || type.startsWith("java.util.concurrent.Concurrent")
        || type.equals("java.lang.invoke.VarHandle");
  }

  /// Or a report would name the library's line where the user's is wanted.
  @Test
  void reportsSkipTheLinesOfAllPackages() {
    assertThat(CallSites.OURS).isEqualTo(ours().map(JavaClass::getPackageName).collect(toSet()));
  }

  @Test
  void methodsThatWaitByTheirNamesAreMarked() {
    List<String> unmarked =
        ours()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> WAIT.contains(method.getName()))
            .filter(method -> !isMarked(method))
            .map(JavaMethod::getFullName)
            .toList();
    assertThat(unmarked).as("public methods to be marked @Suspends").isEmpty();
  }

  @Test
  void methodsThatCallMarkedOnesAreMarked() {
    List<String> unmarked =
        codeUnits()
            .filter(unit -> !isMarked(unit))
            .filter(ArchitectureTest::callsMarked)
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertThat(unmarked).as("methods to be marked @Suspends").isEmpty();
  }

  @Test
  void markedMethodsCallWhatWaits() {
    Predicate<JavaCodeUnit> waits =
        unit -> callsMarked(unit) || calls(unit, "suspend") || calls(unit, "run");
    List<String> wronglyMarked =
        codeUnits()
            .filter(ArchitectureTest::isMarked)
            .filter(unit -> !unit.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(waits.negate())
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertThat(wronglyMarked).as("methods marked @Suspends that never wait").isEmpty();
  }

  /// Also finds that the rules above look at something.
  @Test
  void theVerbsAreMarked() {
    Set<String> marked =
        codeUnits()
            .filter(ArchitectureTest::isMarked)
            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
            .map(unit -> unit.getOwner().getSimpleName() + "." + unit.getName())
            .collect(toSet());
    assertThat(marked)
        .contains(
            "Async.sleep",
            "Async.timeout",
            "Async.wait",
            "Async.waitFor",
            "Async.yieldNow",
            "Barrier.await",
            "Blocking.call",
            "Condition.await",
            "Event.await",
            "Future.await",
            "Lock.acquire",
            "Queue.get",
            "Queue.join",
            "Queue.put",
            "Semaphore.acquire",
            "TaskGroup.run",
            "Timeout.run");
  }

  private static Stream<JavaCodeUnit> codeUnits() {
    return ours().flatMap(type -> type.getCodeUnits().stream());
  }

  private static boolean isMarked(JavaCodeUnit unit) {
    return unit.isAnnotatedWith(Suspends.class);
  }

  /// What a lambda calls is called by whoever runs the lambda.
  private static boolean callsMarked(JavaCodeUnit unit) {
    return unit.getMethodCallsFromSelf().stream()
        .filter(call -> !call.isDeclaredInLambda())
        .flatMap(call -> call.getTarget().resolveMember().stream())
        .anyMatch(ArchitectureTest::isMarked);
  }

  private static boolean calls(JavaCodeUnit unit, String name) {
    return unit.getMethodCallsFromSelf().stream().map(JavaAccess::getName).anyMatch(name::equals);
  }

  private static Stream<JavaClass> ours() {
    return main.stream().filter(type -> !type.getPackageName().equals(FREE));
  }

  private static String topLevelName(JavaClass type) {
    String name = type.getName().substring(type.getPackageName().length() + 1);
    return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
  }
}
