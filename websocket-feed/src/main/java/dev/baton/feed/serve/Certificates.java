package dev.baton.feed.serve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Reads certificates and keys from PEM files, for a server that speaks TLS.
///
/// Of several certificates, a client that says which name it wants (SNI) gets the one for that
/// name.
public final class Certificates {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private static final byte[] SAMPLE = "a sample to be signed".getBytes(StandardCharsets.US_ASCII);
  private static final char[] NO_PASSWORD = {};

  private Certificates() {}

  /// The context of a server that has these.
  ///
  /// @param chains files of a certificate, and those above it
  /// @param keys the file of its private key, for each of them
  /// @throws IllegalArgumentException saying in one sentence what is wrong with a file
  public static SSLContext context(List<Path> chains, List<Path> keys) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      for (int i = 0; i < chains.size(); i++) {
        Certificate[] chain = chain(chains.get(i));
        PrivateKey key = key(keys.get(i), chain[0].getPublicKey());
        store.setKeyEntry("" + i, key, NO_PASSWORD, chain);
      }
      // this one, unlike the default, looks at the name that the client asks for
      KeyManagerFactory managers = KeyManagerFactory.getInstance("NewSunX509");
      managers.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK cannot make a TLS context", e);
    }
  }

  private static Certificate[] chain(Path file) {
    try {
      ByteArrayInputStream text = new ByteArrayInputStream(read(file));
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(text)
              .toArray(new Certificate[0]);
      if (chain.length == 0) {
        throw wrong(file, "holds no certificate in PEM", null);
      }
      ((X509Certificate) chain[0]).checkValidity();
      return chain;
    } catch (CertificateException e) {
      throw wrong(file, "holds no certificate that is valid now: " + e.getMessage(), e);
    }
  }

  private static PrivateKey key(Path file, PublicKey partner) throws GeneralSecurityException {
    Matcher pem = KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw wrong(
          file,
          "holds no private key in PKCS #8, without a password; openssl pkcs8 -topk8 -nocrypt"
              + " -in KEY makes it one",
          null);
    }
    PrivateKey key;
    try {
      PKCS8EncodedKeySpec encoded =
          new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
      key = KeyFactory.getInstance(partner.getAlgorithm()).generatePrivate(encoded);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw wrong(file, "holds no key of the certificate's kind, " + partner.getAlgorithm(), e);
    }
    if (!belongTogether(key, partner)) {
      throw wrong(file, "holds the key of another certificate", null);
    }
    return key;
  }

  private static boolean belongTogether(PrivateKey key, PublicKey partner)
      throws GeneralSecurityException {
    String algorithm =
        switch (partner.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> partner.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(partner);
    signature.update(SAMPLE);
    return signature.verify(signed);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw wrong(file, "cannot be read", e);
    }
  }

  private static IllegalArgumentException wrong(Path file, String what, Exception cause) {
    return new IllegalArgumentException("the file " + file + " " + what, cause);
  }
}
