package dev.baton.scraper.url;

import java.util.Arrays;
import java.util.List;
import okhttp3.HttpUrl;

/// A URL in the parts that the rules of [Traps] look at.
final class KnownUrl {
  private final int depth;
  private final String host;
  private final String path;
  private final List<String> folders;
  private final List<String> parameters;

  KnownUrl(HttpUrl url, int depth) {
    String query = url.encodedQuery();
    this.depth = depth;
    this.host = url.host() + ":" + url.port();
    this.path = url.encodedPath();
    this.folders = folders(path);
    this.parameters = query == null ? List.of() : parameters(query);
  }

  private static List<String> folders(String path) {
    int end = path.lastIndexOf('/');
    return end == 0 ? List.of() : Arrays.asList(path.substring(1, end).split("/", -1));
  }

  private static List<String> parameters(String query) {
    return Arrays.stream(query.split("[&;]")).filter(text -> !text.isEmpty()).toList();
  }

  /// How many links it is away from a start.
  int depth() {
    return depth;
  }

  /// With its port.
  String host() {
    return host;
  }

  String path() {
    return path;
  }

  /// All segments of the path but the last.
  List<String> folders() {
    return folders;
  }

  /// The last segment of the path; empty after a slash.
  String file() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Each `name=value`.
  List<String> parameters() {
    return parameters;
  }

  String query() {
    return String.join("&", parameters);
  }
}
