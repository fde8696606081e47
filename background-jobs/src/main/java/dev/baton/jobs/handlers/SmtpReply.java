package dev.baton.jobs.handlers;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// What the mail server said, dug out of the chain of exceptions that the library made of it, or
/// why it said nothing.
///
/// @param code SMTP's three digits, or -1 if it said nothing to the message
/// @param text for people
record SmtpReply(int code, String text) {
  /// The reply that matters most: one for an address, otherwise the one for the whole message, or
  /// else what came before there was a message.
  static SmtpReply in(MessagingException failure, SMTPTransport transport, MailServer server) {
    SmtpReply reply = new SmtpReply(-1, withoutReply(failure, transport, server));
    Exception next = failure;
    while (next instanceof MessagingException link) {
      reply = of(link, reply);
      next = link.getNextException();
    }
    return reply;
  }

  private static SmtpReply of(MessagingException link, SmtpReply before) {
    return switch (link) {
      case SMTPAddressFailedException address when address.getReturnCode() > 0 ->
          new SmtpReply(address.getReturnCode(), answered(address.getMessage()));
      case SMTPSenderFailedException sender when sender.getReturnCode() > 0 ->
          new SmtpReply(sender.getReturnCode(), answered(sender.getMessage()));
      case SMTPSendFailedException send when send.getReturnCode() > 0 ->
          new SmtpReply(send.getReturnCode(), answered(send.getMessage()));
      default -> before;
    };
  }

  private static String withoutReply(
      MessagingException failure, SMTPTransport transport, MailServer server) {
    if (transport.getLastReturnCode() >= 400) {
      return answered(transport.getLastServerResponse());
    }
    if (failure instanceof AuthenticationFailedException) {
      return "the mail server takes no login of a sort that this program knows";
    }
    if (String.valueOf(failure.getMessage()).startsWith("STARTTLS is required")) {
      return "the mail server offers no STARTTLS, without which no password is sent";
    }
    return NetworkFailure.text(failure, server.host(), server.port())
        .orElse("the mail server ended the connection, or what it said is no SMTP");
  }

  private static String answered(String line) {
    return "the mail server answered: " + line.strip();
  }

  /// True when asking again would get the same answer.
  boolean isRefusal() {
    return code >= 500 && code <= 599;
  }
}
