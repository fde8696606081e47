package dev.baton.jobs.handlers;

import dev.baton.jobs.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Where e-mail is handed over.
///
/// @param tls TLS from the first byte (smtps); otherwise STARTTLS where the server offers it
/// @param login what to log in with; then nothing is sent without TLS
record MailServer(String host, int port, boolean tls, Optional<Login> login) {
  /// The environment variables that hold the login: they are in no job, no store and no command
  /// line.
  static final String USER = "JOBS_SMTP_USER";

  /// See [#USER].
  static final String PASSWORD = "JOBS_SMTP_PASSWORD";

  /// A name and a password.
  record Login(String user, String password) {
    /// Without the password.
    @Override
    public String toString() {
      return "login of " + user;
    }
  }

  /// Reads `smtp://host:port` or `smtps://host:port`.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  static MailServer parse(String text, Map<String, String> environment) {
    URI uri = uri(text);
    boolean tls = "smtps".equalsIgnoreCase(uri.getScheme());
    boolean known = tls || "smtp".equalsIgnoreCase(uri.getScheme());
    if (uri.getRawUserInfo() != null || text.contains("@")) {
      throw new IllegalArgumentException(
          "the mail server's address holds a user name or password, which others could see; put them into %s and %s"
              .formatted(USER, PASSWORD));
    }
    if (!known || uri.getHost() == null || !uri.getRawPath().matches("/?")) {
      throw notAServer(text);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 465 : 25;
    return new MailServer(uri.getHost(), port, tls, login(environment));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw notAServer(text);
    }
  }

  private static IllegalArgumentException notAServer(String text) {
    return new IllegalArgumentException(
        "the mail server's address is not usable: %s; give one like smtp://mail.example.org:587"
            .formatted(Reason.of(text)));
  }

  private static Optional<Login> login(Map<String, String> environment) {
    String user = environment.get(USER);
    String password = environment.get(PASSWORD);
    if (user == null || password == null) {
      return Optional.empty();
    }
    return Optional.of(new Login(user, password));
  }

  /// The settings of the mail library.
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(!tls));
    properties.setProperty(
        "mail.smtp.starttls.required", Boolean.toString(!tls && login.isPresent()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(login.isPresent()));
    properties.setProperty("mail.smtp.sendpartial", "false"); // to all or to none
    properties.setProperty("mail.smtp.quitwait", "false"); // do not wait for the server's goodbye
    return properties;
  }

  /// The same for a message with addresses beyond ASCII, if the server takes such.
  Properties propertiesForUtf8() {
    Properties properties = properties();
    properties.setProperty("mail.mime.allowutf8", "true");
    return properties;
  }
}
