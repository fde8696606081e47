package dev.baton.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key with a self-signed certificate for `localhost`, made by the JDK's keytool.
public final class Certificates {
  private static final String PASSWORD = "password";

  private final Path folder;
  private final KeyStore keys;

  /// @param folder where the files go
  public Certificates(Path folder) throws Exception {
    this.folder = folder;
    Path file = folder.resolve("keys.p12");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "3650");
    keytool("-exportcert", "-rfc", "-file", pem().toString());
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
  }

  /// The certificate as a file, for other programs.
  public Path pem() {
    return folder.resolve("certificate.pem");
  }

  /// The key as a file, for other programs.
  Path key() throws Exception {
    Key key = keys.getKey("server", PASSWORD.toCharArray());
    String encoded = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
  }

  private void keytool(String command, String... more) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve("keys.p12").toString()));
    if (command.equals("-genkeypair")) {
      all.addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1"));
    }
    all.addAll(List.of(more));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }

  /// For both ends: has the key, and trusts its certificate alone.
  ///
  /// @param protocol the newest that is spoken, as `TLSv1.3`
  public SSLContext context(String protocol) {
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", keys.getCertificate("server"));
      TrustManagerFactory others =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      others.init(trusted);
      SSLContext context = SSLContext.getInstance(protocol);
      context.init(own.getKeyManagers(), others.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
