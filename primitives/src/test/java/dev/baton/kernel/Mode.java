package dev.baton.kernel;

/// How the batons are passed in this run of the tests: see the property `baton.mounted`.
final class Mode {
  private static final String PROPERTY = "baton.mounted";

  private Mode() {}

  /// True when tasks are mounted. The suite is run once with `always` and once with `never`.
  static boolean mounted() {
    return !"never".equals(System.getProperty(PROPERTY));
  }
}
