package dev.baton.scraper.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Remembers what each call wrote. The first call takes until it is let go on.
public final class SlowDisk extends OutputStream {
  public final List<String> writes = new ArrayList<>();
  public final CountDownLatch begun = new CountDownLatch(1);
  public final CountDownLatch goOn = new CountDownLatch(1);

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    writes.add(new String(bytes, offset, length, UTF_8));
  }

  @Override
  public void write(int oneByte) {
    throw new AssertionError("a byte at a time");
  }
}
