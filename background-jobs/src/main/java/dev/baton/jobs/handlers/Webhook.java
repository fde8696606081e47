package dev.baton.jobs.handlers;

import dev.baton.Completer;
import dev.baton.Suspends;
import dev.baton.jobs.Attempt;
import dev.baton.jobs.Handler;
import dev.baton.jobs.Outcome;
import dev.baton.net.http.RetryAfter;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

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
/// one POST: OkHttp repeats nothing by itself, neither after a lost connection nor because the
/// answer says so (a 503 with `Retry-After: 0`).
final class Webhook implements Handler<WebhookArgs> {
  private static final Set<Integer> HOPELESS = Set.of(400, 405, 410, 413, 414, 415, 422);

  /// Connections that are kept for the next request.
  private static final int MAX_IDLE = 1000;

  /// A server may not put a job to sleep for longer than this.
  private static final Duration MAX_WAIT = Duration.ofHours(1);

  private static final MediaType JSON = MediaType.get("application/json");

  /// What is needed of an answer; its body is nothing to us.
  private record Answer(int status, String retryAfter) {}

  private final OkHttpClient client;
  private final InstantSource clock;

  /// @param clock the wall clock, for dates in `Retry-After`
  Webhook(InstantSource clock) {
    this.client = client();
    this.clock = clock;
  }

  /// How long an attempt may take is for the attempt's own limit to say, on the loop's clock: every
  /// limit of OkHttp's is off. By default it gives up reading after 10 s, connecting too.
  static OkHttpClient client() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(Integer.MAX_VALUE); // how many at a time is for the worker to say
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(MAX_IDLE, 1, TimeUnit.MINUTES))
        .followRedirects(false)
        .retryOnConnectionFailure(false)
        .proxy(Proxy.NO_PROXY) // none that the environment names without our knowing
        .callTimeout(Duration.ZERO)
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  @Override
  @Suspends
  public Outcome handle(Attempt<WebhookArgs> attempt) throws Exception {
    return outcome(send(request(attempt.args(), attempt.key())));
  }

  private static Request request(WebhookArgs args, String key) {
    OnceBody body =
        args.body()
            .map(json -> new OnceBody(json.getBytes(StandardCharsets.UTF_8), JSON))
            .orElseGet(() -> new OnceBody(new byte[0], null));
    return new Request.Builder()
        .url(args.url())
        .header("Idempotency-Key", key)
        .header("User-Agent", "baton-jobs")
        .post(body)
        .build();
  }

  /// OkHttp answers on a thread of its own; the completer brings the answer into the loop. A task
  /// that is cancelled, by its time limit or from outside, cancels the call.
  @Suspends
  private Answer send(Request request) throws Exception {
    Call call = client.newCall(request);
    Completer<Answer> answer = Completer.open("POST to " + request.url().host(), call::cancel);
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, Response response) {
            try (response) {
              answer.succeed(new Answer(response.code(), response.header("Retry-After")));
            }
          }

          @Override
          public void onFailure(Call failed, IOException failure) {
            answer.fail(failure);
          }
        });
    return answer.future().await();
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

  /// Ends OkHttp's threads.
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
