package dev.baton.scraper.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.scraper.fetch.Credentials;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// A password, a cookie or a key that one origin gets, and no other: where its value is found,
/// never the value. So none is on a command line, where every user of the machine can see it, in
/// the history of a shell, or in a job's folder.
///
/// On a command line it is `[ORIGIN] NAME: @FILE` or `[ORIGIN] NAME: $VARIABLE`; cookies have no
/// name. Without an origin it is for that of the start.
///
/// @param name of the header or the user; empty for cookies
/// @param place the file, or the variable of the environment
public record Secret(Kind kind, HttpUrl origin, String name, Source source, String place) {
  /// What it is.
  public enum Kind {
    HEADER("--header"),
    AUTH("--auth"),
    COOKIE("--cookie");

    private final String option;

    Kind(String option) {
      this.option = option;
    }

    private String form() {
      String name = this == HEADER ? "NAME: " : this == AUTH ? "USER: " : "";
      return "'%s@FILE' or '%s$VARIABLE'".formatted(name, name);
    }
  }

  /// Where its value is.
  public enum Source {
    FILE,
    VARIABLE
  }

  private static final int MOST_BYTES = 64 * 1024;

  private static final Pattern FORM =
      Pattern.compile("(?:(https?://\\S+)\\s+)?(?:([^:@$\\s][^:]*?)\\s*:\\s*)?([@$])(\\S.*)");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// Reads an option.
  ///
  /// @param origins those of the starts that were typed
  /// @throws IllegalArgumentException in one sentence for whoever typed it, which does not repeat
  ///   what may be the secret
  public static Secret parse(Kind kind, String text, List<HttpUrl> origins) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches() || (form.group(2) == null) != (kind == Kind.COOKIE)) {
      throw malformed(kind);
    }
    Source source = form.group(3).equals("@") ? Source.FILE : Source.VARIABLE;
    String place = form.group(4);
    if (source == Source.VARIABLE && !VARIABLE.matcher(place).matches()) {
      throw malformed(kind);
    }
    return new Secret(
        kind,
        origin(kind, form.group(1), origins),
        form.group(2) == null ? "" : form.group(2),
        source,
        source == Source.FILE ? Path.of(place).toAbsolutePath().toString() : place);
  }

  private static IllegalArgumentException malformed(Kind kind) {
    return new IllegalArgumentException(
        "%s must be %s in single quotes, got something else; a value on the command line could be seen by everybody on this machine"
            .formatted(kind.option, kind.form()));
  }

  private static HttpUrl origin(Kind kind, String typed, List<HttpUrl> origins) {
    if (typed != null) {
      HttpUrl url = HttpUrl.parse(typed);
      if (url == null || !url.equals(root(url))) {
        throw new IllegalArgumentException(
            kind.option + " must begin with an origin such as http://example.org, without a path");
      }
      return url;
    }
    List<HttpUrl> distinct = origins.stream().map(Secret::root).distinct().toList();
    if (distinct.size() != 1) {
      throw new IllegalArgumentException(
          "%s must name the origin that it is for, such as '%s ...', as %s"
              .formatted(
                  kind.option,
                  distinct.isEmpty() ? "http://example.org" : distinct.getFirst(),
                  distinct.isEmpty() ? "no URL was typed" : "the URLs have several"));
    }
    return distinct.getFirst();
  }

  private static HttpUrl root(HttpUrl url) {
    return url.newBuilder("/").build();
  }

  /// Adds it to what is sent.
  ///
  /// @throws IllegalArgumentException in one sentence if the value cannot be had or sent
  Credentials addTo(Credentials credentials, Function<String, String> environment) {
    String value = source == Source.FILE ? readFile() : variable(environment);
    return switch (kind) {
      case HEADER -> credentials.withHeader(origin, name, value);
      case AUTH -> credentials.withUser(origin, name, value);
      case COOKIE -> credentials.withCookie(origin, value);
    };
  }

  private String variable(Function<String, String> environment) {
    String value = environment.apply(place);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "%s takes its value from the variable %s, which is not set; set it and export it"
              .formatted(kind.option, place));
    }
    return value;
  }

  private String readFile() {
    try {
      byte[] bytes = firstBytes(Path.of(place));
      if (bytes.length > MOST_BYTES) {
        throw unreadable("it is larger than 64 KiB");
      }
      String value = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (value.isEmpty()) {
        throw unreadable("it is empty");
      }
      return value;
    } catch (NoSuchFileException none) {
      throw unreadable("there is none");
    } catch (CharacterCodingException notUtf8) {
      throw unreadable("it is not UTF-8; save it as UTF-8");
    } catch (IOException failure) {
      throw unreadable(FailureText.of(failure));
    }
  }

  /// A file may be a device without an end.
  private static byte[] firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private IllegalArgumentException unreadable(String why) {
    return new IllegalArgumentException(
        "%s takes its value from file %s, which cannot be used: %s"
            .formatted(kind.option, place, why));
  }
}
