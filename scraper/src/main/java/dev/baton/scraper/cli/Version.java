package dev.baton.scraper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this program.
final class Version {
  /// As in the file that Maven puts into the jar; "dev" when not run from a jar.
  static final String TEXT = read();

  private Version() {}

  private static String read() {
    String file = "/META-INF/maven/dev.baton/baton-scraper/pom.properties";
    try (InputStream in = Version.class.getResourceAsStream(file)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "dev");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
