package dev.baton.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// What a browser may do with a page that needs nothing but itself: for `<meta
/// http-equiv="Content-Security-Policy">`.
///
/// ```java
/// String policy = ContentPolicy.of(List.of(style), List.of());
/// page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
/// ```
public final class ContentPolicy {
  private ContentPolicy() {}

  /// Only these texts may be obeyed, in elements of the page; nothing may be loaded from anywhere.
  ///
  /// @param styles what stands in its `style` elements
  /// @param scripts what stands in its `script` elements
  public static String of(List<String> styles, List<String> scripts) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'"
        + source("style-src", styles)
        + source("script-src", scripts);
  }

  private static String source(String name, List<String> texts) {
    return texts.isEmpty()
        ? ""
        : texts.stream().map(ContentPolicy::hash).collect(joining(" ", "; " + name + " ", ""));
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
