package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.EventLoop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A password in the url of a database is not shown.
final class SecretTest {
  private static final String PASSWORD = "secret-7f3a";

  @TempDir private Path folder;

  private String url(Path file) {
    return Sqlite.url(file) + "?password=" + PASSWORD;
  }

  @Test
  void namesAndReportsDoNotShowIt() throws Exception {
    Watched sqlite = new Watched();
    List<String> shown = new ArrayList<>();
    EventLoop.run(
        () -> {
          Database notes = Database.open(url(folder.resolve("notes.db")), sqlite);
          shown.add(notes.toString());
          shown.add(sqlite.thread().getName());
          sqlite.failToClose();
          shown.add(trace(catchThrowable(() -> notes.close())));
        });

    assertThat(shown).hasSize(3).allMatch(text -> text.contains("notes.db"));
    assertThat(shown).noneMatch(text -> text.contains(PASSWORD));
  }

  /// With the second, no driver knows the url, and JDBC quotes it.
  @ParameterizedTest
  @ValueSource(strings = {"jdbc:sqlite:/none/notes.db", "jdbc:no-driver:notes.db"})
  void failuresDoNotShowIt(String url) {
    String secret = url + "?password=" + PASSWORD;
    Throwable opening =
        catchThrowable(() -> EventLoop.run(() -> Database.open(secret, new Sqlite())));
    Throwable reading =
        catchThrowable(
            () -> EventLoop.run(() -> Database.read(secret, new Sqlite(), "names", Notes::names)));

    assertThat(List.of(opening, reading)).allMatch(DatabaseException.class::isInstance);
    assertThat(trace(opening)).contains("notes.db").doesNotContain(PASSWORD);
    assertThat(trace(reading)).doesNotContain(PASSWORD);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
