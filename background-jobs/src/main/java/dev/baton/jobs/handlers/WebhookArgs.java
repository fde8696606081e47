package dev.baton.jobs.handlers;

import dev.baton.jobs.JobArgs;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import okhttp3.HttpUrl;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// The arguments of a webhook: `{"url": "https://...", "body": {...}}`.
///
/// @param url where to send it; http or https, without credentials
/// @param body what to send, any JSON: it arrives as it was written, digit by digit, since the far
///   side may check a signature of it; nothing is sent without it
record WebhookArgs(HttpUrl url, Optional<String> body) implements JobArgs {
  private static final int MAX_URL = 2048;

  static WebhookArgs read(Fields fields) {
    String text = fields.line("url", MAX_URL);
    if (hasUserinfo(text)) {
      throw fields.bad(
          "url",
          "holds a user name or password, which would be stored and shown",
          "leave out what is before the @");
    }
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw fields.bad(
          "url", "is no address: " + Fields.seen(text), "give one like https://example.org/hook");
    }
    return new WebhookArgs(url, fields.raw("body"));
  }

  private static boolean hasUserinfo(String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url != null) {
      return !url.username().isEmpty() || !url.password().isEmpty();
    }
    try {
      return new URI(text).getRawUserInfo() != null;
    } catch (URISyntaxException notAnAddress) {
      return text.contains("@"); // be careful with what cannot be read
    }
  }

  @Override
  public String summary() {
    return Fields.seen(url.newBuilder().query(null).fragment(null).build().toString());
  }

  @Override
  public String toJson() {
    ObjectNode json = Fields.JSON.createObjectNode();
    json.put("url", url.toString());
    body.ifPresent(value -> json.putRawValue("body", new RawValue(value)));
    return json.toString();
  }
}
