package dev.baton.scraper.tour;

import dev.baton.scraper.demo.Expectation;

/// What should become of things, as it is said above a list of them.
public enum Should {
  READ("What is to be read, whatever it looks like"),
  UNTOUCHED("What nobody is to ask for"),
  CUT("What never ends, and is to be cut"),
  REFUSED("What is no page, does harm or breaks off, and must not stop the rest"),
  KEPT("What kill -9 must not change"),
  POLITE("How a guest behaves");

  private final String heading;

  Should(String heading) {
    this.heading = heading;
  }

  /// Such as `What never ends, and is to be cut`.
  public String heading() {
    return heading;
  }

  static Should of(Expectation expected) {
    return switch (expected.state()) {
      case FETCHED, NOINDEX -> READ;
      case TRAP -> CUT;
      case FORBIDDEN, NOFOLLOW, OUT_OF_SCOPE, PRIVATE_ADDRESS -> UNTOUCHED;
      default -> REFUSED;
    };
  }
}
