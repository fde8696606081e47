package dev.baton.feed.watch;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.util.Optional;

/// What is wrong with a certificate, in words that say what to do.
final class CertificateProblem {
  private CertificateProblem() {}

  /// The failure of a certificate because of which this failed; empty if something else was wrong.
  static Optional<CertificateException> in(Throwable failure) {
    return find(failure, CertificateException.class);
  }

  /// Completes the sentence "its certificate...".
  static String text(CertificateException problem, String host) {
    Optional<CertPathValidatorException> invalid = find(problem, CertPathValidatorException.class);
    if (invalid.isPresent() && invalid.get().getReason() == BasicReason.EXPIRED) {
      return "has expired";
    }
    if (invalid.isPresent() || find(problem, CertPathBuilderException.class).isPresent()) {
      return "is of nobody whom this command trusts; name the file with that of its issuer with"
          + " --ca";
    }
    return "is not for " + host;
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
