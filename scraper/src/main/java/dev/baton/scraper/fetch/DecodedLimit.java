package dev.baton.scraper.fetch;

/// How much may come out of a body when it is unpacked, in all its layers: so many bytes, and not
/// too many for what was sent. A small body can be unpacked to a huge one.
///
/// @param most the largest result, in bytes
/// @param sent how many bytes were sent
record DecodedLimit(int most, int sent) {
  /// How many times longer than what was sent the result may be.
  static final int MAX_RATIO = 100;

  /// Up to here the ratio does not matter, in bytes.
  static final int FREE = 1024 * 1024;

  /// More than is taken.
  static final class TooLargeException extends BadAnswerException {
    TooLargeException(String message) {
      super(message);
    }
  }

  /// @param size of what has come out so far
  void check(int size) throws BadAnswerException {
    if (size > most) {
      throw tooLarge(most);
    }
    if (size > FREE && size / MAX_RATIO > sent) {
      throw new BadAnswerException(
          "the page unpacks to more than " + MAX_RATIO + " times what was sent");
    }
  }

  static TooLargeException tooLarge(long most) {
    return new TooLargeException("the page is larger than " + most / 1024 / 1024 + " MiB");
  }
}
