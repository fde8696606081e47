package dev.baton.scraper.report;

import dev.baton.html.Markup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes text in which lines do not end within the name of an option: browsers break a line after
/// any hyphen, and what is left of `--format` looks like another option.
final class OptionNames {
  private static final Pattern NAME = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  private OptionNames() {}

  static void write(Markup page, String text) {
    Matcher names = NAME.matcher(text);
    int written = 0;
    while (names.find()) {
      page.text(text.substring(written, names.start()))
          .element("span", names.group(), "class", "option");
      written = names.end();
    }
    page.text(text.substring(written));
  }
}
