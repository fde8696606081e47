package dev.baton.scraper.robots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// [crawlee-python #2065, PyScrappy #152, kreuzcrawl #44]: a server that fails does not allow all.
class RobotsAnswerTest {
  @ParameterizedTest
  @CsvSource({
    "200,PARSE",
    "204,PARSE",
    "206,PARSE",
    "301,FOLLOW",
    "302,FOLLOW",
    "303,FOLLOW",
    "307,FOLLOW",
    "308,FOLLOW",
    "300,FORBID",
    "304,FORBID",
    "400,ALLOW",
    "401,ALLOW",
    "403,ALLOW",
    "404,ALLOW",
    "410,ALLOW",
    "451,ALLOW",
    "429,WAIT",
    "500,FORBID",
    "502,FORBID",
    "503,FORBID",
    "599,FORBID",
    "100,FORBID",
    "0,FORBID",
    "999,FORBID"
  })
  void whatAStatusMeans(int status, RobotsAnswer expected) {
    assertThat(RobotsAnswer.of(status)).isEqualTo(expected);
  }
}
