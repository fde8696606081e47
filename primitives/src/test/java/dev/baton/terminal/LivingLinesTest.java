package dev.baton.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// On a terminal of 8 rows and 20 columns.
class LivingLinesTest {
  private final Tty tty = new Tty(8, 20);
  private final LivingLines living = new LivingLines(Terminal.ofSize(8, 20));

  private void draw(String... lines) {
    tty.write(living.draw(List.of(lines)));
  }

  private void above(String... lines) {
    tty.write(living.erase());
    for (String line : lines) {
      tty.write(line + "\n");
    }
  }

  @Test
  void theyAreWrittenAnewInPlace() {
    draw("1 running", "2 waiting");
    draw("0 running", "3");

    assertThat(tty.lines()).containsExactly("0 running", "3");
  }

  @Test
  void otherLinesScrollAwayAboveThem() {
    draw("1 running", "2 waiting");
    above("first");
    draw("3 running", "4 waiting");
    above("second", "third");
    draw("5 running", "6 waiting");

    assertThat(tty.lines()).containsExactly("first", "second", "third", "5 running", "6 waiting");
  }

  @Test
  void thereMayBeMoreOfThemOrFewer() {
    above("before");
    draw("a");
    draw("a", "b", "c");
    assertThat(tty.lines()).containsExactly("before", "a", "b", "c");

    draw("d", "e");
    assertThat(tty.lines()).containsExactly("before", "d", "e");

    draw();
    assertThat(tty.lines()).containsExactly("before", "");
    draw("f");
    above();
    above();
    assertThat(tty.lines()).containsExactly("before", "");
  }

  @Test
  void aNumberIsShownWholeOrNotAtAll() {
    draw("1 ok; 23 waiting, 456 in flight", "1 ok, 23 waiting");

    assertThat(tty.lines()).containsExactly("1 ok; 23 waiting", "1 ok, 23 waiting");
  }

  @Test
  void theyAreCutToTheWidthAndNeverWrap() {
    draw("x".repeat(100), "世界".repeat(20), "🎉".repeat(20));
    draw("y".repeat(100), "界世".repeat(20), "short");

    assertThat(tty.lines()).containsExactly("y".repeat(19), "界世界世界世界世界", "short");
  }

  @Test
  void aLineAboveMayWrap() {
    draw("1", "2");
    above("z".repeat(50));
    draw("3", "4");

    assertThat(tty.lines())
        .containsExactly("z".repeat(20), "z".repeat(20), "z".repeat(10), "3", "4");
  }

  @Test
  void thereAreNeverMoreThanRows() {
    for (int i = 0; i < 3; i++) {
      tty.write(living.draw(IntStream.range(0, 100).mapToObj(n -> "line " + n).toList()));
    }

    assertThat(tty.lines())
        .containsExactly("line 0", "line 1", "line 2", "line 3", "line 4", "line 5", "line 6");
  }

  @Test
  void theBottomOfTheScreenIsFoundAgainWhenItScrolls() {
    for (int i = 0; i < 20; i++) {
      above("above " + i);
      draw("a " + i, "b " + i, "c " + i);
      draw("d " + i, "e " + i, "f " + i);
    }

    assertThat(tty.lines()).hasSize(23).endsWith("above 19", "d 19", "e 19", "f 19");
  }

  @Test
  void nothingInThemSteersTheTerminal() {
    draw("a\u001b[2Jb\nc");

    assertThat(tty.lines()).containsExactly("a\\u001b[2Jb\\u000ac");
  }

  @Test
  void onATerminalOfNoWidthNothingFails() {
    LivingLines narrow = new LivingLines(Terminal.ofSize(1, 1));

    assertThat(new Tty(1, 1).write(narrow.draw(List.of("a", "b"))).lines()).containsExactly("");
  }
}
