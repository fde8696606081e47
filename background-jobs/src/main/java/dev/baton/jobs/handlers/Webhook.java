package dev.baton.jobs.handlers;

import dev.baton.Suspends;
import dev.baton.jobs.Attempt;
import dev.baton.jobs.Handler;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.handlers.OkHttpCalls.Answer;
import dev.baton.net.http.RetryAfter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Sends a webhook: a POST with JSON, and the job's key as `Idempotency-Key`.
///
/// | answer | outcome |
/// |---|---|
/// | 2xx | done, as soon as the head of the answer is there |
/// | 3xx, and those that say that the request itself is wrong (400, 405, 410, 413, 414, 415, 422) | dead |
/// | anything else: 429, 503, 500, 404, ... | retry, not before `Retry-After` |
/// | none in time, a reset, garbage | retry |
///
/// Redirects are not followed: what is meant for one address must not go to another. One attempt is
/// one POST: see [OkHttpCalls].
final class Webhook implements Handler<WebhookArgs> {
  private static final Set<Integer> HOPELESS = Set.of(400, 405, 410, 413, 414, 415, 422);

  /// A server may not put a job to sleep for longer than this.
  private static final Duration MAX_WAIT = Duration.ofHours(1);

  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpCalls calls = new OkHttpCalls();
  private final InstantSource clock;

  /// @param clock the wall clock, for dates in `Retry-After`
  Webhook(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  @Suspends
  public Outcome handle(Attempt<WebhookArgs> attempt) {
    try {
      return outcome(calls.send(request(attempt.args(), attempt.key())));
    } catch (IOException failure) {
      return Outcome.failed(failure, () -> reason(failure, attempt.args().url()));
    }
  }

  private static String reason(IOException failure, HttpUrl url) {
    return NetworkFailure.text(failure, url.host(), url.port())
        .orElseGet(
            () ->
                "the answer of %s:%d breaks off, or is no good HTTP"
                    .formatted(url.host(), url.port()));
  }

  private static Request request(WebhookArgs args, String key) {
    RequestBody body =
        args.body()
            .map(json -> RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON))
            .orElseGet(() -> RequestBody.create(new byte[0]));
    return new Request.Builder()
        .url(args.url())
        .header("Idempotency-Key", key)
        .header("User-Agent", "baton-jobs")
        .post(body)
        .build();
  }

  private Outcome outcome(Answer answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      return new Outcome.Done();
    }
    if (status / 100 == 3) {
      return new Outcome.Dead("answered " + status + ", a redirect, which is not followed");
    }
    if (HOPELESS.contains(status)) {
      return new Outcome.Dead("answered " + status + ", which another attempt does not change");
    }
    return new Outcome.Retry("answered " + status, wait(answer.retryAfter()));
  }

  private Duration wait(String retryAfter) {
    return RetryAfter.parse(retryAfter, clock.instant())
        .map(wait -> wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait)
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    calls.close();
  }
}
