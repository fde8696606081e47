package dev.baton.bench;

import io.netty.util.Version;
import java.util.List;

/// How Netty is run where it is compared with.
public final class Netty {
  /// On a JDK that hides `Unsafe`, its buffers cost several times as much; so does its default
  /// allocator with 16 KiB.
  public static final List<String> JVM_OPTIONS =
      List.of(
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-Dio.netty.noUnsafe=false");

  private Netty() {}

  public static String version() {
    return Version.identify().get("netty-transport").artifactVersion();
  }
}
