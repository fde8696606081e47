package dev.baton.jobs.handlers;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.jobs.Attempt;
import dev.baton.jobs.Handler;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.Reason;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/// Sends an e-mail over SMTP, with a Message-ID made of the job's key.
///
/// A server that accepts a message and then loses the connection before it can say so leaves us in
/// the dark: the message is sent again, with the same Message-ID, by which the far side can
/// recognise it.
///
/// A refusal for good (a reply of 5xx) makes the job dead; everything else is tried again.
final class Email implements Handler<EmailArgs> {
  private final MailServer server;
  private final Session session;

  Email(MailServer server) {
    this.server = server;
    this.session = Session.getInstance(server.properties());
  }

  /// The mail library blocks its thread, so it runs outside the loop; the attempt's time limit
  /// interrupts it there, which closes its socket.
  @Override
  @Suspends
  public Outcome handle(Attempt<EmailArgs> attempt) throws Exception {
    try {
      Blocking.call(() -> send(attempt.args(), attempt.key()));
      return new Outcome.Done();
    } catch (MessagingException failure) {
      return outcome(failure);
    }
  }

  private static Outcome outcome(MessagingException failure) {
    SmtpReply reply = SmtpReply.in(failure);
    return reply.isRefusal()
        ? new Outcome.Dead("the mail server refused: " + reply.text())
        : new Outcome.Retry(Reason.of(reply.text()));
  }

  // --- outside the loop

  private void send(EmailArgs args, String key) throws MessagingException, InterruptedIOException {
    MimeMessage message = message(args, key);
    Transport transport = session.getTransport("smtp");
    try {
      String user = server.login().map(MailServer.Login::user).orElse(null);
      String password = server.login().map(MailServer.Login::password).orElse(null);
      transport.connect(server.host(), server.port(), user, password);
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("the time is over"); // that has closed the socket
      }
      throw failure;
    } finally {
      hangUp(transport);
    }
  }

  /// Whether the message was taken is known by now: a server that does not wait for our goodbye is
  /// no reason to send it again.
  private static void hangUp(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException goneAlready) {
      // as intended
    }
  }

  private MimeMessage message(EmailArgs args, String key) throws MessagingException {
    MimeMessage message = new KeyedMessage(session, messageId(args, key));
    message.setFrom(args.from());
    message.setRecipients(Message.RecipientType.TO, args.to().toArray(new InternetAddress[0]));
    message.setSubject(args.subject(), StandardCharsets.UTF_8.name());
    message.setText(args.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(Instant.now()));
    message.saveChanges();
    return message;
  }

  static String messageId(EmailArgs args, String key) {
    String address = args.from().getAddress();
    return "<" + key + "@" + address.substring(address.lastIndexOf('@') + 1) + ">";
  }

  /// The library gives each message a new Message-ID; this one keeps ours.
  private static final class KeyedMessage extends MimeMessage {
    private final String id;

    KeyedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
