package dev.baton.program;

/// The version of a program, as the build wrote it into its jar.
public final class Version {
  private Version() {}

  /// The version of the jar that this class is in: `Implementation-Version` of its manifest; `dev`
  /// where there is no jar, as in an IDE and in tests.
  public static String of(Class<?> type) {
    String version = type.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
