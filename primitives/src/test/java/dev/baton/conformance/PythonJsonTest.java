package dev.baton.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// What CPython 3.13 prints for these, by `json.dumps(json.loads(...))`.
class PythonJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null                        | null
          true                        | true
          -0                          | 0
          12345678901234567890123     | 12345678901234567890123
          100.0                       | 100.0
          -0.0                        | -0.0
          0.0001                      | 0.0001
          0.00001                     | 1e-05
          123.456e-10                 | 1.23456e-08
          123456789012345680.0        | 1.2345678901234568e+17
          1e15                        | 1000000000000000.0
          1e16                        | 1e+16
          2E23                        | 2e+23
          1.7976931348623157e308      | 1.7976931348623157e+308
          5e-324                      | 5e-324
          1e400                       | Infinity
          "a/\\"\\\\\\n\\r\\t\\f\\b"  | "a/\\"\\\\\\n\\r\\t\\f\\b"
          "\\u00e9\\u007f\\u0001"     | "\\u00e9\\u007f\\u0001"
          "\\ud83d\\ude00"            | "\\ud83d\\ude00"
          []                          | []
          {}                          | {}
          {"b":[1,2.50],"a":{"":0}}   | {"b": [1, 2.5], "a": {"": 0}}
          """)
  void writesAsPythonDoes(String json, String python) {
    assertEquals(python, PythonJson.text(new JsonMapper().readTree(json)));
  }
}
