package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Keys with self-signed certificates in PEM, by the JDK's keytool.
final class PemFiles {
  private static final String PASSWORD = "password";

  private PemFiles() {}

  /// Makes `NAME.cert` and `NAME.key`.
  ///
  /// @param algorithm such as EC
  /// @param names as keytool wants them, such as `dns:localhost,ip:127.0.0.1`
  static void make(Path folder, String name, String algorithm, String names) throws Exception {
    make(folder, name, algorithm, names, List.of());
  }

  static void make(Path folder, String name, String algorithm, String names, List<String> more)
      throws Exception {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "one",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    command.addAll(more);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    write(folder.resolve(name + ".cert"), "CERTIFICATE", store.getCertificate("one").getEncoded());
    byte[] key = store.getKey("one", PASSWORD.toCharArray()).getEncoded();
    write(folder.resolve(name + ".key"), "PRIVATE KEY", key);
  }

  private static void write(Path file, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
