package dev.baton.scraper.fetch;

import dev.baton.Suspends;
import dev.baton.testkit.OneRequestContract;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OkHttpCallsTest extends OneRequestContract {
  @Override
  protected Client open() {
    return new CallsClient(new OkHttpCalls(Fetchers.settings(4)));
  }

  private record CallsClient(OkHttpCalls calls) implements Client {
    @Override
    @Suspends
    public int send(int port) throws IOException {
      Request request = new Request.Builder().url("http://127.0.0.1:" + port + "/").build();
      return calls.send(request, CallsClient::read);
    }

    private static int read(Response response) throws IOException {
      response.body().bytes();
      return response.code();
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
