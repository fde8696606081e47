package dev.baton.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/// Where a class lives.
///
/// @param base the package that all of ours are in
record House(String base) {
  private static final List<String> APPLICATIONS = List.of("scraper", "feed", "jobs");

  /// Packages below a root that are no adapters: they know nothing outside either.
  private static final String[] DOMAIN = {
    "feed.protocol", "feed.recovery", "scraper.robots", "scraper.url"
  };

  String parent() {
    return base.substring(0, base.lastIndexOf('.'));
  }

  boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(base + ".");
  }

  /// @param packages without the base
  boolean isIn(JavaClass type, String... packages) {
    return Arrays.stream(packages)
        .anyMatch(name -> (type.getPackageName() + ".").startsWith(base + "." + name + "."));
  }

  boolean isApplication(JavaClass type) {
    return APPLICATIONS.stream().anyMatch(name -> isIn(type, name));
  }

  boolean isRoot(JavaClass type) {
    return APPLICATIONS.stream().anyMatch(name -> type.getPackageName().equals(base + "." + name));
  }

  /// Also a package that nobody has thought of here.
  boolean isAdapter(JavaClass type) {
    return isApplication(type) && !isRoot(type) && !isIn(type, DOMAIN);
  }

  boolean isCli(JavaClass type) {
    return isOurs(type) && (type.getPackageName() + ".").contains(".cli.");
  }

  /// With the classes in it.
  boolean isCodec(JavaClass type) {
    return type.getName().matches("\\Q" + base + "\\E\\.feed\\.websocket\\.Codec(\\$.*)?");
  }

  /// In an application, but not at its command line.
  boolean isBelowCli(JavaClass type) {
    return isApplication(type) && !isCli(type);
  }

  /// OkHttp's URL is a value, and the scraper's own.
  boolean isUrlOfScraper(JavaClass type, JavaClass used) {
    return isIn(type, "scraper") && used.getName().matches("okhttp3\\.HttpUrl(\\$.*)?");
  }
}
