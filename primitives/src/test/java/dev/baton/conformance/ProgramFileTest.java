package dev.baton.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramFileTest {
  private static final String GOOD =
      """
      {"name":"a","objects":{"B":{"kind":"barrier","parties":2}},"main":[["log","x"],["return",[1]]],\
      "trace":[[0,"main","x"],[0,"main","ends [1]"]]}
      """;

  @Test
  void readsWhatIsCompressedLikeWhatIsNot() throws IOException {
    List<Program> programs = read(compressed(GOOD));

    assertEquals(read(GOOD.getBytes(UTF_8)), programs);
    assertEquals(new Op.Body(List.of(new Op.Log("x")), "[1]"), programs.getFirst().main());
  }

  @Test
  void refusesAFileThatIsCutOff() throws IOException {
    byte[] whole = compressed(GOOD);

    String refusal = refusal(Arrays.copyOf(whole, whole.length / 2));

    assertEquals("file: cannot be read beyond line 0: java.io.EOF", refusal.substring(0, 47));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    String refusal = refusal(GOOD.replace('x', 'é').getBytes(ISO_8859_1));

    assertEquals("file: cannot be read beyond line 0: ", refusal.substring(0, 36));
  }

  @Test
  void refusesAnEmptyFile() {
    assertEquals("file: is empty; one program a line is needed", refusal(""));
  }

  @Test
  void saysWhichLineIsNotJson() {
    assertEquals("file, line 2: is not JSON", refusal(GOOD + "oops\n").substring(0, 25));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name":7                      | line 1: "name" must be a string, got 7
          "objects":{},"main":[]        | line 1: "name" must be a string and is missing
          "name":"a","main":[]          | line 1, program "a": "objects" must be an object and is missing
          """)
  void saysWhatIsWrong(String parts, String complaint) {
    assertEquals("file, " + complaint, refusal("{" + parts + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"kind":"mutex"}              | unknown kind of object "mutex"
          {"kind":"barrier"}            | "parties" must be an integer of at least 1 and is missing
          {"kind":"semaphore","value":-1} | "value" must be an integer of at least 0, got -1
          """)
  void saysWhichObjectIsWrong(String spec, String complaint) {
    String line =
        "{\"name\":\"a\",\"objects\":{\"X\":%s},\"main\":[],\"trace\":[]}".formatted(spec);

    assertEquals("file, line 1, program \"a\": " + complaint, refusal(line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "log"                         | "log" is not an operation, [verb, argument, ...]
          ["slep",2]                    | ["slep",2] has an unknown verb "slep"
          ["sleep"]                     | ["sleep"] ends where a number of ticks is missing
          ["sleep",-1]                  | ["sleep",-1] has -1 where a number of ticks belongs
          ["sleep",1.5]                 | ["sleep",1.5] has 1.5 where a number of ticks belongs
          ["log","a","b"]               | ["log","a","b"] has too many arguments
          ["try",[],[["Bang",[]]]]      | ["Bang",[]] has an unknown pattern "Bang"
          ["wait",["a"],"soon",1]       | ["wait",["a"],"soon",1] has an unknown condition "soon"
          ["group",[["return",1]]]      | ["return",1] can only be the last operation of a task
          ["spawn","a",[["gather",[1],true]]] | ["gather",[1],true] has [1] where a list of names belongs
          """)
  void saysWhichOperationIsWrong(String op, String complaint) {
    String line = "{\"name\":\"a\",\"objects\":{},\"main\":[%s],\"trace\":[]}".formatted(op);

    assertEquals("file, line 1, program \"a\": " + complaint, refusal(line));
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return compressed.toByteArray();
  }

  private static String refusal(String file) {
    return refusal(file.getBytes(UTF_8));
  }

  private static String refusal(byte[] file) {
    return assertThrows(MalformedProgramException.class, () -> read(file)).getMessage();
  }

  private static List<Program> read(byte[] file) {
    return ProgramFile.read("file", new ByteArrayInputStream(file));
  }
}
