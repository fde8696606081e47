package dev.baton.scraper;

/// What became of a URL that was seen. Beside it stands a detail in words, such as the line of
/// robots.txt that forbids it.
public enum UrlState {
  /// It is to be asked for.
  PENDING(0, "waiting"),

  /// It is being asked for, or was when the crawl was stopped.
  ASKED(1, "under way"),

  /// It was asked for, and an answer came: a page, a redirect or an error status.
  FETCHED(2, "fetched"),

  /// It was visited and is not written, because it asks for that.
  NOINDEX(3, "noindex"),

  /// robots.txt forbids it.
  FORBIDDEN(4, "forbidden"),

  /// Only links that are not to be followed lead to it.
  NOFOLLOW(5, "nofollow"),

  /// It does not belong to what is crawled.
  OUT_OF_SCOPE(6, "out of scope"),

  /// It looks like one of endlessly many.
  TRAP(7, "trap"),

  /// It is beyond a limit.
  LIMIT(8, "limit"),

  /// It was asked for, and is no page but a picture or a document, say.
  TYPE(9, "no page"),

  /// Its host has an address that may not be asked.
  PRIVATE_ADDRESS(10, "private address"),

  /// It was packed in a way that cannot be undone.
  ENCODING(11, "encoding"),

  /// Its host was given up.
  HOST_GIVEN_UP(12, "host given up"),

  /// No usable answer came.
  FAILED(13, "failed");

  private final int code;
  private final String text;

  UrlState(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /// The number that stands for it in a store.
  public int code() {
    return code;
  }

  /// What people read.
  public String text() {
    return text;
  }

  /// @throws IllegalArgumentException if there is none with this number
  public static UrlState of(int code) {
    for (UrlState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state of a URL has the number " + code);
  }
}
