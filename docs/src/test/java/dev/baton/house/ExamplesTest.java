package dev.baton.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.DocExamples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `DocExamplesTest` requires of `primitives` holds in the other modules too.
@Tag("static")
class ExamplesTest {
  @ParameterizedTest
  @ValueSource(strings = {"scraper", "websocket-feed", "background-jobs", "docs"})
  void eachJavaExampleIsARegionOfATest(String module) throws IOException {
    assertThat(DocExamples.problems(Path.of("..", module))).isEmpty();
  }
}
