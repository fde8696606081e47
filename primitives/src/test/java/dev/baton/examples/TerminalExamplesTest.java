package dev.baton.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import dev.baton.program.Shell;
import dev.baton.terminal.LivingLines;
import dev.baton.terminal.Panel;
import dev.baton.terminal.SafeText;
import dev.baton.terminal.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The examples of the doc comments of `dev.baton.terminal`.
class TerminalExamplesTest {
  private final StringBuilder written = new StringBuilder();
  private final List<String> lines = new ArrayList<>();

  private void write(String text) {
    written.append(text);
  }

  @Test
  void drawsLivingLines() {
    LivingLines living = new LivingLines(Terminal.ofSize(24, 80));
    // @start region="LivingLines"
    write(living.erase() + "a line above\n" + living.draw(List.of("3 running", "12 waiting")));
    write(living.draw(List.of("2 running", "13 waiting")));
    write(living.erase());
    // @end
    assertThat(written.toString()).startsWith("a line above\n3 running").endsWith("\033[J");
  }

  private final class Lines implements Panel.Screen {
    @Override
    public void show(List<String> living) {
      lines.addAll(living);
    }

    @Override
    public void update(String line) {
      lines.add(line);
    }
  }

  @Suspends
  private static void work() {
    Async.sleep(Duration.ofSeconds(15));
  }

  @Test
  void showsHowFarItIs() throws Exception {
    Panel.Screen output = new Lines();
    Panel.Content content = elapsed -> List.of("after " + elapsed.toSeconds() + " s");
    boolean json = false;
    InputStream in = InputStream.nullInputStream();
    OutputStream out = OutputStream.nullOutputStream();
    Shell shell = new Shell("feed", in, out, out);
    VirtualLoop.run(
        () -> {
          // @start region="Panel"
          Panel panel = new Panel(output, Panel.Mode.of(json, shell.errTerminal()), content);
          TaskGroup.run(
              group -> {
                Task<Void> showing = group.spawn("panel", panel::run);
                work();
                showing.cancel();
              });
          // @end
        });
    assertThat(lines).containsExactly("after 10 s");
  }

  @Test
  void makesTextSafe() {
    String title = "long ".repeat(20);
    // @start region="SafeText"
    String red = SafeText.escape("a\033[31mb"); // a, backslash, u001b[31mb
    String shown = SafeText.escape(title, 60); // at most 60 characters
    // @end
    assertThat(red).isEqualTo("a\\" + "u001b[31mb");
    assertThat(shown).hasSize(60).endsWith("…");
  }

  @Test
  void asksForATerminal() {
    // @start region="Terminal"
    Optional<Terminal.Size> size = Terminal.ofErrors().map(Terminal::size); // empty: a file, a pipe
    // @end
    assertThat(size.map(Terminal.Size::rows).orElse(1)).isPositive();
  }
}
