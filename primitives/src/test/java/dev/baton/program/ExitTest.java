package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitTest {
  private static final Exit LOSS = Exit.DONE_BUT.meaning("done, with holes");
  private static final Exit NO_NETWORK = Exit.own(3, "the server cannot be reached");
  private static final Exit LAST = Exit.own(69, "the last of its own");

  @Test
  void theTableHasEveryProgramsCodesBesideItsOwnByNumber() {
    assertThat(Exit.table(LAST, LOSS, NO_NETWORK, Exit.OK).entrySet())
        .extracting(entry -> entry.getKey() + ":" + entry.getValue())
        .containsExactly(
            "  0:all is well",
            "  1:done, with holes",
            "  2:the command line is wrong",
            "  3:the server cannot be reached",
            " 69:the last of its own",
            " 70:a bug in this program",
            "130:stopped by Ctrl-C",
            "143:the same by SIGTERM");
  }

  @Test
  void aProgramMaySayItInItsOwnWords() {
    Exit told = Exit.INTERRUPTED.meaning("stopped by Ctrl-C; the watchers were told");

    assertThat(told.code()).isEqualTo(130);
    assertThat(Exit.table(told)).containsEntry("130", "stopped by Ctrl-C; the watchers were told");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 2, 70, 130, 256})
  void anotherCodeIsNoneOfItsOwn(int code) {
    assertThatThrownBy(() -> Exit.own(code, "mine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a program's own exit code must be 3 to 69, got " + code);
  }

  @Test
  void aCodeOutsideTheTableIsNone() {
    assertThatThrownBy(() -> new Exit(71, "what?"))
        .hasMessage(
            "an exit code must be 0, 1, 2, 70, 130, 143, or 3 to 69 for a program's own, got 71");
  }

  @Test
  void aCodeHasOneMeaning() {
    assertThatThrownBy(() -> Exit.table(NO_NETWORK, Exit.own(3, "the store cannot be used")))
        .hasMessage("exit code 3 has two meanings");
  }
}
