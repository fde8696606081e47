package dev.baton.scraper.robots;

/// Watches the characters of an XML file go by, and knows how long the tag, comment, instruction,
/// CDATA section or list of entities is that it is in.
final class Markup {
  private static final String CDATA = "<![CDATA[";
  private static final String DOCTYPE = "<!DOCTYPE";

  /// How a document type ends that declares entities. White space may stand in it.
  private static final String END_OF_ENTITIES = "]>";

  /// How the markup ends that this is in; empty outside.
  private String end = "";

  private int length;

  /// Its first characters, as far as they tell what it is.
  private final StringBuilder start = new StringBuilder(CDATA.length());

  /// How much of `end` the last characters are.
  private int ended;

  /// The quote that an attribute's value is in, or 0: there, `>` ends nothing.
  private char quote;

  /// How many characters of the markup have gone by; 0 outside.
  int length() {
    return length;
  }

  void next(char c) {
    if (!end.isEmpty()) {
      inside(c);
    } else if (c == '<') {
      begin();
    }
  }

  private void begin() {
    end = ">";
    length = 1;
    ended = 0;
    quote = 0;
    start.setLength(0);
    start.append('<');
  }

  private void inside(char c) {
    length++;
    if (start.length() < CDATA.length()) {
      start.append(c);
      tellKind();
    } else if (c == '[' && end.equals(">") && isDoctype()) {
      become(END_OF_ENTITIES);
    }
    if (!isQuoted(c) && ends(c)) {
      end = "";
      length = 0;
    }
  }

  private void tellKind() {
    switch (start.toString()) {
      case "<!--" -> become("-->");
      case "<?" -> become("?>");
      case CDATA -> become("]]>");
      default -> {}
    }
  }

  private boolean isDoctype() {
    return DOCTYPE.contentEquals(start);
  }

  private void become(String newEnd) {
    end = newEnd;
    ended = 0;
  }

  private boolean isQuoted(char c) {
    if (end.length() > 1) {
      return false;
    }
    if (quote == 0) {
      quote = c == '"' || c == '\'' ? c : 0;
      return quote != 0;
    }
    quote = c == quote ? 0 : quote;
    return true;
  }

  /// Whether this character completes the end. In `--->`, the last two hyphens count.
  private boolean ends(char c) {
    if (c <= ' ' && end.equals(END_OF_ENTITIES)) {
      return false;
    }
    if (c == end.charAt(ended)) {
      ended++;
    } else if (c != end.charAt(0)) {
      ended = 0;
    }
    return ended == end.length();
  }
}
