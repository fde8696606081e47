package dev.baton.feed.serve;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What strangers hold open, by their address: so that one address cannot take all there is.
///
/// Of an address that has too much the oldest goes, not the newest: one that opens and never
/// finishes hurts nobody but itself, and not even those behind the same address who do finish.
///
/// Any thread may call it.
///
/// @param <T> what is held open; told apart by `equals`
final class PerAddress<T> {
  private final Consumer<T> end;

  /// The oldest first. Guarded by this.
  private final Map<T, InetAddress> all = new LinkedHashMap<>();

  /// @param end is called for one that has to go; it was removed then
  PerAddress(Consumer<T> end) {
    this.end = end;
  }

  synchronized void add(T one, InetAddress address) {
    all.put(one, address);
  }

  synchronized void remove(T one) {
    all.remove(one);
  }

  /// Of all addresses together.
  synchronized int size() {
    return all.size();
  }

  /// Ends the oldest of the address that has most.
  ///
  /// @return false if there is none
  boolean makeRoom() {
    T one = takeOldestOfLargest();
    if (one == null) {
      return false;
    }
    end.accept(one); // without the lock: it may take others
    return true;
  }

  private synchronized T takeOldestOfLargest() {
    Map<InetAddress, Integer> counts = new HashMap<>();
    all.values().forEach(address -> counts.merge(address, 1, Integer::sum));
    int most = counts.values().stream().max(Integer::compare).orElse(0);
    for (Map.Entry<T, InetAddress> entry : all.entrySet()) {
      if (counts.get(entry.getValue()) == most) {
        all.remove(entry.getKey());
        return entry.getKey();
      }
    }
    return null;
  }
}
