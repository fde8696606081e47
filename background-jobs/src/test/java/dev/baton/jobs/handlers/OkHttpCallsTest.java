package dev.baton.jobs.handlers;

import dev.baton.Suspends;
import dev.baton.testkit.OneRequestContract;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// One attempt is one POST.
class OkHttpCallsTest extends OneRequestContract {
  @Override
  protected Client open() {
    return new CallsClient(new OkHttpCalls());
  }

  private record CallsClient(OkHttpCalls calls) implements Client {
    @Override
    @Suspends
    public int send(int port) throws IOException {
      Request request =
          new Request.Builder()
              .url("http://127.0.0.1:" + port + "/")
              .post(RequestBody.create(new byte[1000]))
              .build();
      return calls.send(request).status();
    }

    @Override
    public OkHttpClient okHttp() {
      return calls.client();
    }

    @Override
    public void close() {
      calls.close();
    }
  }
}
