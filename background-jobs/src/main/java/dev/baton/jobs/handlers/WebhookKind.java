package dev.baton.jobs.handlers;

import dev.baton.jobs.Handler;
import dev.baton.jobs.Kind;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Jobs that send JSON to an address.
public final class WebhookKind implements Kind<WebhookArgs> {
  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public List<String> help() {
    return List.of("{\"url\": \"https://example.org/hook\", \"body\": {\"any\": \"JSON\"}}");
  }

  @Override
  public WebhookArgs read(String json) {
    return Fields.read(name(), json, WebhookArgs::read);
  }

  @Override
  public Handler<WebhookArgs> open(Map<String, String> options) {
    return new Webhook(InstantSource.system());
  }
}
