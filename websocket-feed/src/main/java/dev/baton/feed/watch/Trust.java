package dev.baton.feed.watch;

import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whose certificates are trusted. That a certificate is for the name of the server is checked in
/// any case.
///
/// @param manager the same, for who wants it apart
public record Trust(SSLContext context, X509TrustManager manager) {
  /// Those whom this JDK trusts. Blocks.
  public static Trust ofSystem() {
    try {
      return of((KeyStore) null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no certificates to trust", e);
    }
  }

  /// Those in this file, in PEM, and no others. Blocks.
  ///
  /// @throws IllegalArgumentException saying in one sentence why there are none
  public static Trust of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new CertificateException("the file is empty");
      }
      return of(store(all));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the certificates in " + file + " cannot be read: " + FailureText.of(e), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "there is no certificate in %s; it must be in PEM: -----BEGIN CERTIFICATE-----"
              .formatted(file),
          e);
    }
  }

  private static KeyStore store(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("" + store.size(), certificate);
    }
    return store;
  }

  /// @param store null: the JDK's
  private static Trust of(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    X509TrustManager manager =
        Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElseThrow();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    return new Trust(context, manager);
  }
}
