package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.scraper.fetch.ParseTurns.Turn;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParseTurnsTest {
  private static final int LARGE = ParseTurns.SMALL + 1;

  private final ParseTurns turns = new ParseTurns(1);

  @Test
  void smallPagesDoNotWait() throws Exception {
    try (Turn _ = turns.take(LARGE, () -> false);
        Turn small = turns.take(ParseTurns.SMALL, () -> false)) {
      assertThat(small).isNotNull();
    }
  }

  @Test
  void aLargePageWaitsUntilAnotherIsParsed() throws Exception {
    CountDownLatch waits = new CountDownLatch(2);
    AtomicBoolean parsed = new AtomicBoolean();
    Turn first = turns.take(LARGE, () -> false);

    Waiter second = new Waiter(counted(waits, false), parsed::get);
    waits.await(); // it has looked twice, so it has waited between
    parsed.set(true);
    first.close();

    assertThat(second.result()).isEqualTo("true");
  }

  @Test
  void whatIsCancelledWaitsNoLonger() throws Exception {
    CountDownLatch waits = new CountDownLatch(2);
    try (Turn _ = turns.take(LARGE, () -> false)) {
      Waiter second = new Waiter(counted(waits, true), () -> false);

      assertThat(second.result()).contains("the request was cancelled");
    }
    turns.take(LARGE, () -> false).close();
  }

  /// Without this, pages that take long would be parsed for nobody, more and more of them at once.
  @Test
  void parsingEndsWhenItsRequestIsCancelled() throws Exception {
    KeptConnection kept = new KeptConnection();
    Request request =
        new Request.Builder().url("http://a.test/").tag(KeptConnection.class, kept).build();
    assertThat(PageReader.read(page(request)).title()).isEqualTo("x");

    Call call = new OkHttpClient().newCall(request);
    kept.canceled(call);

    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> PageReader.read(page(request)));
  }

  private static Response page(Request request) {
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .header("Content-Type", "text/html")
        .body(ResponseBody.create("<title>x</title>", MediaType.get("text/html")))
        .build();
  }

  /// What it says when it was asked often enough.
  private static BooleanSupplier counted(CountDownLatch times, boolean then) {
    return () -> {
      times.countDown();
      return then && times.getCount() == 0;
    };
  }

  /// Takes a turn on a thread of its own.
  private final class Waiter {
    private final AtomicReference<String> result = new AtomicReference<>();
    private final Thread thread;

    Waiter(BooleanSupplier cancelled, BooleanSupplier look) {
      thread = Thread.ofPlatform().start(() -> result.set(take(cancelled, look)));
    }

    private String take(BooleanSupplier cancelled, BooleanSupplier look) {
      try (Turn _ = turns.take(LARGE, cancelled)) {
        return String.valueOf(look.getAsBoolean());
      } catch (IOException e) {
        return e.getMessage();
      }
    }

    String result() throws InterruptedException {
      thread.join();
      return result.get();
    }
  }
}
