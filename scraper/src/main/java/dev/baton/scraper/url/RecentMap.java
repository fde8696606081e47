package dev.baton.scraper.url;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map of limited size. When it is full, what was not put for longest is forgotten. Reading
/// changes nothing.
final class RecentMap<V> {
  private final Map<Long, V> values;

  RecentMap(int limit) {
    this.values =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
            return size() > limit;
          }
        };
  }

  V getOrDefault(long hash, V otherwise) {
    return values.getOrDefault(hash, otherwise);
  }

  /// As the newest.
  void put(long hash, V value) {
    values.remove(hash);
    values.put(hash, value);
  }
}
