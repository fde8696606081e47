package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.testkit.OneRequestContract;
import java.io.IOException;
import okhttp3.OkHttpClient;

/// The history client sends one request for one question.
class HistoryContractTest extends OneRequestContract {
  @Override
  protected String body() {
    return "{\"ch\":\"host.cpu\",\"epoch\":\"e1\",\"first\":1,\"top\":9,\"events\":[]}";
  }

  @Override
  protected Client open() {
    HistoryClient history = new HistoryClient("127.0.0.1");
    return new Client() {
      @Override
      @Suspends
      public int send(int port) throws IOException {
        try {
          return history.ask(port, new HistoryQuery("host.cpu", "e1", 5, 6, 1000)).status();
        } catch (BusyException busy) {
          return busy.status();
        }
      }

      @Override
      public OkHttpClient okHttp() {
        return history.okHttp();
      }

      @Override
      public void close() {
        history.close();
      }
    };
  }
}
