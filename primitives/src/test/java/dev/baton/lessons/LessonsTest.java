package dev.baton.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Clock;
import dev.baton.EventLoop;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.testing.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LessonsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/baton/lessons");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Shell shell = new Shell("lesson", InputStream.nullInputStream(), out, err);

  static Stream<Integer> numbers() {
    return Stream.iterate(1, number -> number + 1).limit(Lessons.ALL.size());
  }

  static Stream<Lesson> lessons() {
    return Lessons.ALL.stream().map(entry -> entry.make().get());
  }

  static Stream<Path> sources() {
    return lessons().map(lesson -> SOURCES.resolve(nameOf(lesson) + ".java"));
  }

  /// What is expected is what `./run lesson 1 --clock virtual` prints: the resource `L01Tasks.txt`,
  /// and so on.
  @ParameterizedTest
  @MethodSource("numbers")
  void everyLessonPrintsExactlyWhatItShows(int number) throws Exception {
    int exitCode = run(String.valueOf(number), "--clock", "virtual");

    Lesson lesson = Lessons.ALL.get(number - 1).make().get();
    assertThat(lines(out)).isEqualTo(expected(nameOf(lesson) + ".txt"));
    assertThat(lines(err)).isEmpty();
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyLessonTakesLessThanFiveSeconds(Lesson lesson) throws Exception {
    List<Clock> clocks = new ArrayList<>();

    try (Program program = new Program("a lesson", shell.err())) {
      lesson.play(
          program,
          shell.printer(),
          () -> {
            clocks.add(new VirtualClock());
            return clocks.getLast();
          });
    }

    assertThat(clocks.stream().mapToLong(Clock::nanoTime).sum())
        .isLessThan(Duration.ofSeconds(5).toNanos());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyLessonIsSmall(Path source) throws IOException {
    List<String> code =
        Files.readAllLines(source).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("//"))
            .toList();

    assertThat(code).hasSizeBetween(10, 70);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyLessonImportsOnlyTheJdkAndPrimitives(Path source) throws IOException {
    List<String> imports =
        Files.readAllLines(source).stream().filter(line -> line.startsWith("import ")).toList();

    assertThat(imports)
        .isNotEmpty()
        .allMatch(line -> line.matches("import (static )?(java|dev\\.baton)\\..*"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void everyLessonAsksAQuestionAndSaysWhatToWatchAndToTry(Path source) throws IOException {
    assertThat(Files.readString(source))
        .containsPattern("(?m)^/// \\*\\*.+\\?\\*\\*$")
        .contains("/// Watch for:", "/// Try:");
  }

  @Test
  void everyFileOfALessonIsInTheList() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.filter(file -> file.getFileName().toString().matches("L\\d\\d.*")))
          .containsExactlyInAnyOrderElementsOf(sources().toList());
    }
    assertThat(sources().map(file -> file.getFileName().toString().substring(0, 3)))
        .containsExactlyElementsOf(numbers().map("L%02d"::formatted).toList());
  }

  @Test
  void listsTheLessonsAndHowToRunThem() throws Exception {
    int exitCode = run();

    assertThat(lines(out))
        .startsWith("Usage: lesson [NUMBER] [OPTION...]")
        .contains("  lesson 5 --trace lesson.html")
        .allMatch(line -> line.length() <= 80)
        .contains("  1  Simple tasks  one thread does two things at once")
        .filteredOn(line -> line.matches("  \\d  .*"))
        .hasSize(Lessons.ALL.size());
    assertThat(exitCode).isZero();
  }

  @Test
  void helpIsTheListWhateverElseIsAsked() throws Exception {
    run();
    List<String> list = lines(out);
    out.reset();

    int exitCode = run("3", "--help");

    assertThat(lines(out)).isEqualTo(list);
    assertThat(exitCode).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0               | there is no lesson 0; there are lessons 1 to 7
          8               | there is no lesson 8; there are lessons 1 to 7
          99999999999     | there is no lesson 99999999999; there are lessons 1 to 7
          lock            | there is no lesson lock; there are lessons 1 to 7
          -1              | there is no option -1; there are --clock, --trace, --look and --help
          --colour        | there is no option --colour; there are --clock, --trace, --look and --help
          1 --trac        | there is no option --trac; there are --clock, --trace, --look and --help
          1 2             | one lesson at a time, got 1 and 2
          1 --clock       | --clock must be virtual or real, got nothing
          --clock sun 1   | --clock must be virtual or real, got sun
          """)
  void refusesWhatMeansNothingInOneSentence(String words, String sentence) throws Exception {
    int exitCode = run(words.split(" "));

    assertThat(lines(err)).containsExactly("lesson: " + sentence + "; see lesson --help");
    assertThat(lines(out)).isEmpty();
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void theRealClockIsTheDefault() {
    assertThat(Arguments.parse(List.of("1"), 1).clocks().get()).isSameAs(Clock.SYSTEM);
    assertThat(Arguments.parse(List.of("1", "--clock", "real"), 1).clocks().get())
        .isSameAs(Clock.SYSTEM);
  }

  @Test
  void aLessonThatWasBrokenIntoADeadlockShowsTheReportAlone() throws Exception {
    int exitCode = play(() -> EventLoop.running().createFuture().await());

    assertThat(lines(err)).first().asString().startsWith("DEADLOCK: 1 task can never run again");
    assertThat(lines(err)).noneMatch(line -> line.contains("\tat "));
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void aLessonThatWasBrokenOtherwiseSaysWhere() throws Exception {
    int exitCode =
        play(
            () -> {
              throw new IOException("broken");
            });

    assertThat(lines(err))
        .startsWith("lesson: the lesson has failed:", "java.io.IOException: broken")
        .anyMatch(line -> line.startsWith("\tat dev.baton.lessons.LessonsTest."));
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void aLessonThatNobodyReadsEnds() throws Exception {
    OutputStream closedPipe =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    int exitCode =
        new Shell("lesson", InputStream.nullInputStream(), closedPipe, err)
            .run(broken -> Lessons.run(broken, List.of("1", "--clock", "virtual")));

    assertThat(exitCode).isZero();
    assertThat(lines(err)).isEmpty();
  }

  private int run(String... words) throws Exception {
    return shell.run(_ -> Lessons.run(shell, List.of(words)));
  }

  /// Plays a lesson of one part.
  private int play(Action<Exception> part) throws Exception {
    Lesson lesson =
        new Lesson() {
          @Override
          void run() throws Exception {
            loop().run(part);
          }
        };
    try (Program program = new Program("a lesson", shell.err())) {
      return Lessons.play(lesson, program, VirtualClock::new, shell);
    }
  }

  private static List<String> lines(ByteArrayOutputStream printed) {
    return printed.toString(UTF_8).lines().toList();
  }

  private static List<String> expected(String resource) throws IOException {
    try (InputStream in = LessonsTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static String nameOf(Lesson lesson) {
    return lesson.getClass().getSimpleName();
  }
}
