package dev.baton.jobs.handlers;

import dev.baton.jobs.Handler;
import dev.baton.jobs.Kind;
import dev.baton.jobs.WorkOption;
import java.util.List;
import java.util.Map;

/// Jobs that send a message.
public final class EmailKind implements Kind<EmailArgs> {
  private static final String SMTP = "--smtp";
  private static final String SERVER = "smtp://localhost:25";

  @Override
  public String name() {
    return "email";
  }

  @Override
  public List<String> help() {
    return List.of(
        "{\"from\": \"me@example.org\", \"to\": \"you@example.org\",",
        " \"subject\": \"Hello\", \"text\": \"...\"}",
        " \"to\" may be a list, and have names: \"Zoë <zoe@example.org>\"");
  }

  @Override
  public EmailArgs read(String json) {
    return Fields.read(name(), json, EmailArgs::read);
  }

  @Override
  public List<WorkOption> options() {
    return List.of(
        new WorkOption(
            SMTP,
            "URL",
            SERVER,
            "the mail server, smtp://HOST:PORT or smtps://HOST:PORT (default: %s). A login for it is"
                    .formatted(SERVER)
                + " taken from the environment: %s and %s. With a login nothing is sent without TLS"
                    .formatted(MailServer.USER, MailServer.PASSWORD)));
  }

  @Override
  public Handler<EmailArgs> open(Map<String, String> options) {
    return new Email(MailServer.parse(options.get(SMTP), System.getenv()));
  }
}
