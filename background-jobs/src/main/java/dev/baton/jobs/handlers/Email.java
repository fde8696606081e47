package dev.baton.jobs.handlers;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.jobs.Attempt;
import dev.baton.jobs.Handler;
import dev.baton.jobs.Outcome;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Sends an e-mail over SMTP, with a Message-ID made of the job's key.
///
/// A server that accepts a message and then loses the connection before it can say so leaves us in
/// the dark: the message is sent again, with the same Message-ID, by which the far side can
/// recognise it.
///
/// A refusal for good (a reply of 5xx) makes the job dead; everything else is tried again.
final class Email implements Handler<EmailArgs> {
  /// The library's own log. It would tell users of settings that only this program can change. Kept
  /// in a field: the JDK forgets the level of a logger that nobody holds.
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.angus.mail");

  private final MailServer server;
  private final Session ascii;

  /// For addresses beyond ASCII: it writes UTF-8.
  private final Session utf8;

  Email(MailServer server) {
    LIBRARY.setLevel(Level.WARNING);
    this.server = server;
    this.ascii = Session.getInstance(server.properties());
    this.utf8 = Session.getInstance(server.propertiesForUtf8());
  }

  /// The mail library blocks its thread, so it runs outside the loop; the attempt's time limit
  /// interrupts it there, which closes its socket.
  @Override
  @Suspends
  public Outcome handle(Attempt<EmailArgs> attempt) throws Exception {
    return Blocking.call(() -> send(attempt.args(), attempt.key()));
  }

  // --- outside the loop

  private Outcome send(EmailArgs args, String key)
      throws MessagingException, InterruptedIOException {
    Optional<String> beyondAscii = args.beyondAscii();
    Session session = beyondAscii.isPresent() ? utf8 : ascii;
    MimeMessage message = message(session, args, key);
    SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
    try {
      String user = server.login().map(MailServer.Login::user).orElse(null);
      String password = server.login().map(MailServer.Login::password).orElse(null);
      transport.connect(server.host(), server.port(), user, password);
      if (beyondAscii.isPresent() && !transport.supportsExtension("SMTPUTF8")) {
        return new Outcome.Dead(
            "the mail server takes no address like %s (it offers no SMTPUTF8)"
                .formatted(beyondAscii.get()));
      }
      transport.sendMessage(message, message.getAllRecipients());
      return new Outcome.Done();
    } catch (MessagingException failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("the time is over"); // that has closed the socket
      }
      SmtpReply reply = SmtpReply.in(failure, transport, server);
      return reply.isRefusal()
          ? new Outcome.Dead(reply.text())
          : Outcome.failed(failure, reply::text);
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

  private static MimeMessage message(Session session, EmailArgs args, String key)
      throws MessagingException {
    MimeMessage message = new KeyedMessage(session, messageId(args, key));
    message.setFrom(args.from());
    message.setRecipients(Message.RecipientType.TO, args.to().toArray(new Address[0]));
    message.setHeader("Subject", MimeUtility.fold(9, EncodedWords.encode(args.subject())));
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
