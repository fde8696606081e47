package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Completer;
import dev.baton.Suspends;
import dev.baton.net.DirectSockets;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The contract can be kept, by the recipe that it gives, and it can be broken.
class OneRequestContractTest extends OneRequestContract {
  @Override
  protected Client open() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new PlainClient(
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .proxy(Proxy.NO_PROXY)
            .socketFactory(new DirectSockets())
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addInterceptor(chain -> withStatus(chain, -1000))
            .addNetworkInterceptor(chain -> withStatus(chain, 1000))
            .addNetworkInterceptor(OneRequestContractTest::refuseNegativeLength)
            .build());
  }

  private static Response withStatus(Interceptor.Chain chain, int added) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.newBuilder().code(response.code() + added).build();
  }

  private static Response refuseNegativeLength(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.body().contentLength() < -1) {
      throw new IOException("the length of the body is negative");
    }
    return response;
  }

  @Test
  void aClientWithOkHttpsDefaultsBreaksIt() {
    OneRequestContract defaults =
        new OneRequestContract() {
          @Override
          protected Client open() {
            return new PlainClient(new OkHttpClient());
          }
        };

    assertBroken("in the queue", defaults::noRequestWaitsForAnother);
    assertBroken("requests=2", () -> defaults.anUnavailableServerIsAskedOnce("0"));
    assertBroken("requests=2", () -> defaults.aServerThatGaveUpWaitingIsAskedOnce("X: y"));
    assertBroken("results=[failed]", defaults::aServerThatActsAsAProxyIsAskedOnce);
    assertBroken("requests=21", () -> defaults.aRedirectIsAnAnswer("302"));
    assertBroken("requests=3", defaults::aKeptConnectionThatGivesNoAnswerIsAFailure);
    assertBroken(
        "are held",
        () -> defaults.aBodyOfNegativeLengthHoldsNoConnection("200 OK\r\nContent-Length: -5"));
    assertBroken("http://127.0.0.1", defaults::noProxyOfTheEnvironmentIsUsed);
    assertBroken("timeout", defaults::theLoopsClockIsTheOnlyOne);
    assertBroken("h2", defaults::aConnectionServesOneRequestAtATime);
  }

  private static void assertBroken(String seen, ThrowingCallable test) {
    assertThatThrownBy(test).isInstanceOf(AssertionError.class).hasMessageContaining(seen);
  }

  /// Sends a POST with a body that could be sent again.
  private record PlainClient(OkHttpClient okHttp) implements Client {
    @Override
    @Suspends
    public int send(int port) throws IOException {
      Request request =
          new Request.Builder()
              .url("http://127.0.0.1:" + port + "/")
              .post(RequestBody.create(new byte[] {1, 2, 3}))
              .build();
      Call call = okHttp.newCall(request);
      Completer<Integer> answer = Completer.open("POST to port " + port, call::cancel);
      call.enqueue(new Delivery(answer));
      return answer.future().awaitThrowing(IOException.class);
    }

    @Override
    public void close() {
      okHttp.dispatcher().cancelAll();
      okHttp.dispatcher().executorService().shutdown();
      okHttp.connectionPool().evictAll();
    }
  }

  private record Delivery(Completer<Integer> answer) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        response.body().bytes();
        answer.succeed(response.code());
      } catch (IOException failure) {
        answer.fail(failure);
      }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      answer.fail(failure);
    }
  }
}
