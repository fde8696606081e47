package dev.baton.feed.serve;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Lets each address have so many of something at once: one more ends its oldest.
///
/// So an address that opens one after the other and finishes none hurts nobody but itself, and not
/// even those behind the same address who do finish: they are the newest when they come.
///
/// Any thread may call it.
///
/// @param <T> what there are many of; told apart by `equals`
final class PerAddress<T> {
  private final int most;
  private final Consumer<T> end;

  /// The oldest first. Guarded by this.
  private final Map<T, InetAddress> all = new LinkedHashMap<>();

  /// @param end is called for one that has to go; it was removed then
  PerAddress(int most, Consumer<T> end) {
    this.most = most;
    this.end = end;
  }

  void add(T one, InetAddress address) {
    T surplus = put(one, address);
    if (surplus != null) {
      end.accept(surplus); // without the lock: it may take others
    }
  }

  /// @return the one that has to go for it; null if none has to
  private synchronized T put(T one, InetAddress address) {
    T oldest = null;
    int count = 0;
    for (Map.Entry<T, InetAddress> entry : all.entrySet()) {
      if (entry.getValue().equals(address)) {
        oldest = count++ == 0 ? entry.getKey() : oldest;
      }
    }
    all.put(one, address);
    return count >= most && all.remove(oldest) != null ? oldest : null;
  }

  synchronized void remove(T one) {
    all.remove(one);
  }

  /// Of all addresses together.
  synchronized int size() {
    return all.size();
  }
}
