package dev.baton.feed.serve;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Connections by the address that they come from: so that one address cannot take all there is.
///
/// When there are too many, one of the address that has most has to go: then one address alone
/// never crowds out another. An address of IPv6 stands for its network of 64 bits, of which a
/// single home has the whole.
///
/// @param <T> what comes from there; told apart by `equals`
final class PerAddress<T> {
  private static final int NETWORK_BYTES = 8;

  /// The oldest first.
  private final Map<T, Object> all = new LinkedHashMap<>();

  private final Map<Object, Integer> counts = new HashMap<>();

  void add(T one, SocketAddress from) {
    Object key = key(from);
    all.put(one, key);
    counts.merge(key, 1, Integer::sum);
  }

  /// Does nothing if it is not there.
  void remove(T one) {
    Object key = all.remove(one);
    if (key != null) {
      counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /// Of all addresses together.
  int size() {
    return all.size();
  }

  /// A copy, the oldest first.
  List<T> all() {
    return List.copyOf(all.keySet());
  }

  /// How many come from this address.
  int count(SocketAddress from) {
    return counts.getOrDefault(key(from), 0);
  }

  /// How many come from the address that has most.
  int largest() {
    return counts.values().stream().max(Integer::compare).orElse(0);
  }

  /// Takes out the oldest of the address that has most.
  Optional<T> takeOldestOfLargest() {
    return takeOldestOfLargest(_ -> true);
  }

  /// Takes out the oldest that is like this, of the address that has most.
  Optional<T> takeOldestOfLargest(Predicate<T> like) {
    return take(List.copyOf(all.keySet()), like);
  }

  /// Takes out the newest of the address that has most.
  Optional<T> takeNewestOfLargest() {
    return take(List.copyOf(all.keySet()).reversed(), _ -> true);
  }

  private Optional<T> take(List<T> inOrder, Predicate<T> like) {
    int most = largest();
    Optional<T> found =
        inOrder.stream()
            .filter(one -> counts.get(all.get(one)) == most && like.test(one))
            .findFirst();
    found.ifPresent(this::remove);
    return found;
  }

  private static Object key(SocketAddress from) {
    if (!(from instanceof InetSocketAddress address) || address.getAddress() == null) {
      return "no address";
    }
    InetAddress host = address.getAddress();
    return host instanceof Inet6Address && !host.isLoopbackAddress()
        ? ByteBuffer.wrap(host.getAddress(), 0, NETWORK_BYTES)
        : host;
  }
}
