package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = new Window(4, 1000);

  @Test
  void isFullAtItsNumberOfFrames() {
    send(4, 1);

    assertThat(window.hasRoom()).isFalse();
  }

  @Test
  void isFullAtItsNumberOfBytes() {
    send(2, 500);

    assertThat(window.hasRoom()).isFalse();
  }

  @Test
  void asksWhenHalfOfItIsUsed() {
    send(1, 1);
    assertThat(window.wantsPing()).isFalse();
    send(1, 1);
    assertThat(window.wantsPing()).isTrue();
  }

  @Test
  void anAnswerConfirmsWhatWasSentBeforeItsPing() {
    send(3, 1);
    window.ping(7);
    send(1, 1);

    assertThat(window.confirm(7)).isTrue();

    assertThat(window.frames()).isEqualTo(1);
    assertThat(window.hasRoom()).isTrue();
  }

  @Test
  void anAnswerThatWasNotAskedForConfirmsNothing() {
    send(4, 1);
    assertThat(window.confirm(7)).isFalse();
    window.ping(7);

    assertThat(window.confirm(8)).isFalse();
    assertThat(window.confirm(7)).isTrue();
    assertThat(window.confirm(7)).isFalse();
    assertThat(window.frames()).isZero();
  }

  private void send(int frames, int length) {
    for (; frames > 0; frames--) {
      window.sent(length);
    }
  }
}
