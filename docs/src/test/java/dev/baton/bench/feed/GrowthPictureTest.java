package dev.baton.bench.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.bench.Outcome;
import dev.baton.bench.feed.load.Figures;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GrowthPictureTest {
  private final Map<Contestant, Outcome<Growth.Run>> outcomes = new EnumMap<>(Contestant.class);

  private void put(Contestant one, double micros) {
    List<Measured> sizes = new ArrayList<>();
    for (int size : Growth.SIZES) {
      sizes.add(new Measured(new Figures(1, 0, 1, size * 10L, 1, 1), 1, micros, 1));
    }
    outcomes.put(one, Outcome.of(new Growth.Run(sizes)));
  }

  private NodeList drawn(String element) throws Exception {
    String svg = new GrowthPicture(outcomes).svg();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getElementsByTagName(element);
  }

  @Test
  void whoHasFiguresHasALineInEachPanel() throws Exception {
    put(Contestant.BATON, 5);
    put(Contestant.NETTY, 8);
    outcomes.put(Contestant.NODE, Outcome.failed("gone"));

    assertThat(drawn("polyline").getLength()).isEqualTo(4);
  }

  @Test
  void moreIsFurtherToTheRightAndHigherUp() throws Exception {
    put(Contestant.BATON, 5);

    String[] points = ((Element) drawn("polyline").item(0)).getAttribute("points").split("[ ,]");
    assertThat(points).hasSize(2 * Growth.SIZES.size());
    for (int i = 2; i < points.length; i += 2) {
      assertThat(Double.parseDouble(points[i])).isGreaterThan(Double.parseDouble(points[i - 2]));
      assertThat(Double.parseDouble(points[i + 1])).isLessThan(Double.parseDouble(points[i - 1]));
    }
  }

  @Test
  void anAxisHasTicksAroundAllFigures() {
    GrowthPicture.Scale scale = GrowthPicture.Scale.around(new double[] {3, 47}, 0, 100);

    assertThat(scale.ticks()).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0);
    assertThat(scale.at(2)).isZero();
    assertThat(scale.at(10)).isEqualTo(50, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(scale.at(50)).isEqualTo(100);
  }
}
