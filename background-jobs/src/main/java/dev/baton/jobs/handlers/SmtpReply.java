package dev.baton.jobs.handlers;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// What the mail server said, dug out of the chain of exceptions that the library made of it.
///
/// @param code SMTP's three digits, or -1 if it said nothing
/// @param text for people
record SmtpReply(int code, String text) {
  /// The reply that matters most: one for an address, otherwise the one for the whole message.
  static SmtpReply in(MessagingException failure) {
    SmtpReply reply = new SmtpReply(-1, said(failure));
    Exception next = failure;
    while (next instanceof MessagingException link) {
      reply = of(link, reply);
      next = link.getNextException();
    }
    return reply;
  }

  private static SmtpReply of(MessagingException link, SmtpReply before) {
    return switch (link) {
      case SMTPAddressFailedException address ->
          new SmtpReply(address.getReturnCode(), said(address));
      case SMTPSenderFailedException sender -> new SmtpReply(sender.getReturnCode(), said(sender));
      case SMTPSendFailedException send when send.getReturnCode() > 0 ->
          new SmtpReply(send.getReturnCode(), said(send));
      default -> before;
    };
  }

  private static String said(MessagingException failure) {
    return failure.getMessage() == null
        ? failure.getClass().getSimpleName()
        : failure.getMessage().strip();
  }

  /// True when asking again would get the same answer.
  boolean isRefusal() {
    return code >= 500 && code <= 599;
  }
}
