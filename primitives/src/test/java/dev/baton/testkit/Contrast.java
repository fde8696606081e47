package dev.baton.testkit;

import com.microsoft.playwright.Page;
import java.util.List;

/// How well text stands out from what is behind it, as WCAG 2 defines it: 4.5 is what text needs.
public final class Contrast {
  private static final String OF =
      """
      const painter = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const paint = (colors) => {
        painter.fillStyle = '#fff';
        painter.fillRect(0, 0, 1, 1);
        for (const color of colors) {
          painter.fillStyle = color;
          painter.fillRect(0, 0, 1, 1);
        }
        return [...painter.getImageData(0, 0, 1, 1).data];
      };
      const light = (color) => color.slice(0, 3)
        .map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = (element) => {
        const colors = [];
        for (let one = element; one !== null; one = one.parentElement) {
          colors.unshift(getComputedStyle(one).backgroundColor);
        }
        return colors;
      };
      const contrast = (element) => {
        const style = getComputedStyle(element);
        const color = element instanceof SVGElement ? style.fill : style.color;
        const papers = behind(element);
        const [ink, paper] = [[...papers, color], papers].map(paint).map(light);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      };
      """;

  private static final String LOW =
      """
      const hasText = (element) => [...element.childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
      const name = (element) =>
        `${element.localName}.${element.getAttribute('class')} "${element.textContent.trim()}"`;
      return [...document.body.querySelectorAll('*')]
        .filter((element) => hasText(element) && element.localName !== 'title')
        .filter((element) => contrast(element) < 4.5)
        .map((element) => `${name(element)}: ${contrast(element)}`);
      """;

  private Contrast() {}

  /// The contrast of the first such element.
  public static double of(Page page, String selector) {
    Object found =
        page.locator(selector).first().evaluate("(one) => {" + OF + "return contrast(one); }");
    return ((Number) found).doubleValue();
  }

  /// Each element with a text of its own that does not stand out enough. Pictures behind text are
  /// not looked at.
  @SuppressWarnings("unchecked")
  public static List<String> tooLow(Page page) {
    return (List<String>) page.evaluate("() => {" + OF + LOW + "}");
  }
}
