package dev.baton;

/// Chooses how the batons of a loop are passed: see [Baton].
final class Mounting {
  private Mounting() {}

  /// True for mounted, by the property `baton.mounted` and by what can be had.
  static boolean choose() {
    String wish = System.getProperty("baton.mounted", "auto");
    return switch (wish) {
      case "never" -> false;
      case "auto" -> obstacle() == null;
      case "always" -> {
        String obstacle = obstacle();
        if (obstacle != null) {
          throw new IllegalStateException("baton.mounted=always, but " + obstacle);
        }
        yield true;
      }
      default ->
          throw new IllegalArgumentException(
              "baton.mounted must be auto, always or never, got \"" + wish + "\"");
    };
  }

  private static String obstacle() {
    if (!VirtualThreads.canMount()) {
      return "java.lang is not opened to this program; start Java with " + VirtualThreads.FLAG;
    }
    if (Thread.currentThread().isVirtual()) {
      return "the loop was started on a virtual thread; start it on a platform thread";
    }
    return null;
  }
}
