package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.KnownUrls.Mark;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownUrlsTest {
  private final KnownUrls known = new KnownUrls();

  @Test
  void knowsWhatWasAddedAndNothingElse() {
    for (int i = 1; i <= 300_000; i++) {
      known.put("http://site.test/page/" + i, i, Mark.NONE);
    }

    assertThat(known.size()).isEqualTo(300_000);
    for (int i = 1; i <= 300_000; i++) {
      assertThat(KnownUrls.id(known.get("http://site.test/page/" + i))).isEqualTo(i);
    }
    assertThat(known.get("http://site.test/page/0")).isZero();
    assertThat(known.get("http://site.test/page/300001")).isZero();
  }

  @Test
  void keepsAMarkUntilItIsGivenAnother() {
    known.put("a", 7, Mark.NOFOLLOW);
    known.put("b", (1 << 24) - 1, Mark.TOO_DEEP);

    assertThat(KnownUrls.mark(known.get("a"))).isEqualTo(Mark.NOFOLLOW);
    assertThat(KnownUrls.id(known.get("b"))).isEqualTo((1 << 24) - 1);
    assertThat(KnownUrls.mark(known.get("b"))).isEqualTo(Mark.TOO_DEEP);

    known.put("a", 7, Mark.NONE);
    assertThat(KnownUrls.mark(known.get("a"))).isEqualTo(Mark.NONE);
    assertThat(KnownUrls.id(known.get("a"))).isEqualTo(7);
    assertThat(known.size()).isEqualTo(2);
  }

  @Test
  void similarTextsHaveDifferentFingerprints() {
    Fingerprint fingerprint = new Fingerprint(42);
    Set<String> seen = new HashSet<>();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      String text = "http://h/" + "a".repeat(random.nextInt(9)) + i;
      fingerprint.of(text);
      assertThat(seen.add(fingerprint.high() + " " + fingerprint.low())).as(text).isTrue();
    }
    for (String text : new String[] {"", "\0", "\0\0", "\0\0\0\0", "\0\0\0\0\0\0\0\0\0"}) {
      fingerprint.of(text);
      assertThat(seen.add(fingerprint.high() + " " + fingerprint.low())).isTrue();
    }
  }

  /// Each half alone must spread well: the second chooses the slot.
  @Test
  void oneCharacterChangesHalfOfTheBits() {
    Fingerprint fingerprint = new Fingerprint(42);
    fingerprint.of("http://site.test/page/1");
    long high = fingerprint.high();
    long low = fingerprint.low();

    fingerprint.of("http://site.test/page/2");

    assertThat(Long.bitCount(high ^ fingerprint.high())).isBetween(16, 48);
    assertThat(Long.bitCount(low ^ fingerprint.low())).isBetween(16, 48);
  }

  @Test
  void anotherSeedGivesOtherFingerprints() {
    Fingerprint one = new Fingerprint(1);
    Fingerprint two = new Fingerprint(2);
    one.of("http://site.test/");
    two.of("http://site.test/");

    assertThat(one.low()).isNotEqualTo(two.low());
  }
}
