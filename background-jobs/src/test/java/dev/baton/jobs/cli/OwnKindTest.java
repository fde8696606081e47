package dev.baton.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.jobs.Attempt;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.Handler;
import dev.baton.jobs.JobArgs;
import dev.baton.jobs.Kind;
import dev.baton.jobs.Kinds;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.WorkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fourth kind of job needs no more than its own class and a place in the list.
final class OwnKindTest {
  @TempDir private Path folder;
  private final List<String> greeted = new ArrayList<>();

  private record Name(String toJson) implements JobArgs {
    @Override
    public String summary() {
      return "somebody of " + toJson.length() + " letters";
    }
  }

  private final class Greeting implements Kind<Name> {
    @Override
    public String name() {
      return "greet";
    }

    @Override
    public List<String> help() {
      return List.of("NAME", "100% of them");
    }

    @Override
    public Name read(String name) {
      if (name.isBlank()) {
        throw new BadArgsException("greet: nobody to greet");
      }
      return new Name(name);
    }

    @Override
    public List<WorkOption> options() {
      return List.of(
          new WorkOption("--greeting", "WORD", "Hello", "what is said, 100% of the time"));
    }

    @Override
    public Handler<Name> open(Map<String, String> options) {
      String word = options.get("--greeting");
      if (word.isBlank()) {
        throw new IllegalArgumentException("--greeting is empty; say something");
      }
      return attempt -> greet(word, attempt);
    }

    private Outcome greet(String word, Attempt<Name> attempt) {
      greeted.add(word + " " + attempt.args().toJson());
      return new Outcome.Done();
    }
  }

  private Ran jobs(String... arguments) {
    String[] all =
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--store", folder.resolve("jobs.db").toString()))
            .toArray(String[]::new);
    return Ran.jobs(Kinds.of(new Greeting()), new byte[0], all);
  }

  @Test
  void isEnqueuedListedAndRun() {
    assertThat(jobs("enqueue", "greet", "Ada").out()).startsWith("enqueued job 1");
    assertThat(jobs("enqueue", "greet", " "))
        .isEqualTo(new Ran(Exits.REFUSED.code(), "", "jobs: greet: nobody to greet\n"));
    assertThat(jobs("list").out()).contains("greet", "somebody of 3 letters").doesNotContain("Ada");

    assertThat(jobs("work", "--until-empty", "--greeting", "Hi").out()).contains("1 done");
    assertThat(greeted).containsExactly("Hi Ada");
  }

  @Test
  void isInTheHelp() {
    assertThat(jobs("enqueue", "--help").out())
        .contains(
            "KIND               one of: greet",
            "Kinds and their ARGS:\n  greet    NAME\n           100% of");
    assertThat(jobs("work", "--help").out())
        .contains("--greeting=WORD", "what is said, 100% of the time");
    assertThat(jobs("enqueue", "fax", "{}").err())
        .startsWith("jobs: there is no kind of job \"fax\"; there are greet;");
  }

  @Test
  void saysWhatIsWrongWithItsOptions() {
    assertThat(jobs("work", "--greeting", ""))
        .isEqualTo(
            new Ran(2, "", "jobs: --greeting is empty; say something; see jobs work --help\n"));
  }
}
