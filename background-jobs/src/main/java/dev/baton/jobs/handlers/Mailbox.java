package dev.baton.jobs.handlers;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;

/// One address, with a name before it perhaps: `me@example.org`, `Zoë <zoe@example.org>`.
///
/// The name is what was written, character by character: the library would decode it, and write it
/// into the head of the message as it is.
final class Mailbox extends InternetAddress {
  private static final long serialVersionUID = 1;

  /// @throws AddressException if it is none, or a group, which stands for many, or a way to one
  ///   through other servers (`@a.example:me@b.example`), which is of the past
  Mailbox(String text) throws AddressException {
    super(text, true);
    if (isGroup() || address.indexOf('@') < 1) {
      throw new AddressException("not one address");
    }
    if (encodedPersonal != null) {
      personal = encodedPersonal;
      encodedPersonal = EncodedWords.encode(personal);
    }
  }

  /// False if no mail server gets it that is not able to do SMTPUTF8 (RFC 6531).
  boolean isAscii() {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(address);
  }
}
