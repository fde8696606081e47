package dev.baton;

/// The blocking calls of a loop that have not ended, whether or not a task still waits for them.
final class BlockingCalls {
  private final EventLoop loop;
  private int running;
  private Future<Void> allEnded;

  BlockingCalls(EventLoop loop) {
    this.loop = loop;
  }

  void started() {
    running++;
  }

  void ended() {
    if (--running == 0 && allEnded != null) {
      allEnded.setResult(null);
      allEnded = null;
    }
  }

  Future<Void> allEnded() {
    Future<Void> future = loop.createFuture();
    if (running == 0) {
      future.setResult(null);
    } else {
      allEnded = future;
      OutsideSource source = loop.openSource(running + " blocking calls");
      future.addDoneCallback(_ -> source.close());
    }
    return future;
  }
}
