package dev.baton.jobs.handlers;

import dev.baton.jobs.JobArgs;
import jakarta.mail.internet.AddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of an e-mail: `{"from": "a@example.org", "to": "b@example.org", "subject": "...",
/// "text": "..."}`. `to` may be a list.
///
/// An address may have a name before it. One with letters beyond ASCII is sent only where the mail
/// server takes such addresses.
///
/// @param from the sender
/// @param to who gets it, 1 to [#MAX_TO]: all or none
/// @param subject one line
/// @param text the message, plain
record EmailArgs(Mailbox from, List<Mailbox> to, String subject, String text) implements JobArgs {
  static final int MAX_TO = 50;
  private static final int MAX_ADDRESS = 320;
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_TEXT = 200_000;

  static EmailArgs read(Fields fields) {
    List<Mailbox> to = new ArrayList<>();
    for (String address : fields.lines("to", MAX_ADDRESS, MAX_TO)) {
      to.add(address(fields, "to", address));
    }
    return new EmailArgs(
        address(fields, "from", fields.line("from", MAX_ADDRESS)),
        to,
        fields.line("subject", MAX_SUBJECT),
        fields.text("text", MAX_TEXT));
  }

  private static Mailbox address(Fields fields, String name, String text) {
    try {
      return new Mailbox(text);
    } catch (AddressException notOne) {
      throw fields.bad(
          name, "is no address: " + Fields.seen(text), "give one like someone@example.org");
    }
  }

  @Override
  public String summary() {
    return Fields.seen(
        to.getFirst().getAddress()
            + (to.size() > 1 ? " and " + (to.size() - 1) + " more" : "")
            + ": "
            + subject);
  }

  /// The first address that needs a mail server with SMTPUTF8, if one does.
  Optional<String> beyondAscii() {
    return Stream.concat(Stream.of(from), to.stream())
        .filter(mailbox -> !mailbox.isAscii())
        .map(Mailbox::getAddress)
        .findFirst();
  }

  @Override
  public String toJson() {
    ObjectNode json = Fields.JSON.createObjectNode();
    json.put("from", from.toUnicodeString());
    ArrayNode all = json.putArray("to");
    to.forEach(address -> all.add(address.toUnicodeString()));
    json.put("subject", subject);
    json.put("text", text);
    return json.toString();
  }
}
