package dev.baton.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.program.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `--trace FILE`. The pictures that are expected lie beside this class' resources; with
/// `-Dbaton.pictures=update` they are drawn anew.
class LessonTracesTest {
  private static final Path PICTURES = Path.of("src/test/resources/dev/baton/lessons");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  static IntStream numbers() {
    return IntStream.rangeClosed(1, Lessons.ALL.size());
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void everyLessonDrawsThisPicture(int number) throws Exception {
    String drawn = trace(number, "lesson.svg");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(drawn.getBytes(UTF_8)));
    Path expected = PICTURES.resolve(nameOf(number) + ".svg");
    if ("update".equals(System.getProperty("baton.pictures"))) {
      Files.writeString(expected, drawn);
    }

    assertThat(drawn).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void whatALessonPrintsIsInItsTrace(int number) throws Exception {
    String text = trace(number, "lesson.txt");
    List<String> said = out.toString(UTF_8).lines().filter(line -> line.startsWith("[")).toList();

    assertThat(said).isNotEmpty().allMatch(line -> text.contains(" prints: " + line));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void noLessonIsReportedForAMistake(int number) throws Exception {
    assertThat(trace(number, "lesson.txt")).doesNotContain("has probably made a mistake");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lesson", "lesson.gif"})
  void otherEndingsAreRefusedInOneSentence(String file) throws Exception {
    int exitCode = run("1", "--trace", file);

    assertThat(err.toString(UTF_8).strip())
        .isEqualTo(
            "lesson: a trace must end in .svg, .html, .json or .txt, got "
                + file
                + "; see lesson --help");
    assertThat(out.size()).isZero();
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void aTraceNeedsAFile() throws Exception {
    int exitCode = run("1", "--trace");

    assertThat(err.toString(UTF_8).strip())
        .isEqualTo("lesson: --trace needs a file, such as --trace lesson.html; see lesson --help");
    assertThat(exitCode).isEqualTo(2);
  }

  @Test
  void aTraceNeedsANameThatTheSystemAllows() throws Exception {
    assertThat(run("1", "--trace", "a\0.html")).isEqualTo(2);
    assertThat(err.toString(UTF_8).strip())
        .isEqualTo(
            "lesson: --trace must be a file name that this system allows, got a\\u0000.html;"
                + " see lesson --help");
  }

  @Test
  void aTraceThatCannotBeWrittenInTheEndIsSaid() throws Exception {
    Path file = folder.resolve("gone/lesson.svg");
    Files.createDirectory(file.getParent());
    OutputStream deletes =
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            file.getParent().toFile().delete();
          }
        };

    int exitCode = run(deletes, "5", "--clock", "virtual", "--trace", file.toString());

    assertThat(err.toString(UTF_8).strip())
        .isEqualTo("lesson: the trace cannot be written: there is no " + file);
    assertThat(exitCode).isEqualTo(1);
  }

  private String trace(int number, String name) throws Exception {
    Path file = folder.resolve(name);
    int exitCode = run(String.valueOf(number), "--clock", "virtual", "--trace", file.toString());
    assertThat(exitCode).as(err.toString(UTF_8)).isZero();
    return Files.readString(file);
  }

  private int run(String... words) throws Exception {
    return run(out, words);
  }

  private int run(OutputStream stdout, String... words) {
    return new Shell("lesson", InputStream.nullInputStream(), stdout, err)
        .run(shell -> Lessons.run(shell, List.of(words)));
  }

  private static String nameOf(int number) {
    return Lessons.ALL.get(number - 1).make().get().getClass().getSimpleName();
  }

  @Test
  void theDocCommentShowsTheFirstLinesOfLesson1() throws Exception {
    Path source = Path.of("src/main/java/dev/baton/trace/TextTrace.java");
    String shown =
        Files.readString(source)
            .lines()
            .dropWhile(line -> !line.equals("/// ```console"))
            .skip(1)
            .takeWhile(line -> !line.equals("/// ```"))
            .map(line -> line.substring("/// ".length()) + "\n")
            .collect(Collectors.joining());
    assertThat(shown).hasLineCount(3);
    assertThat(trace(1, "lesson.txt")).contains(shown);
  }
}
