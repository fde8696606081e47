package dev.baton.scraper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.scraper.url.PageUrls;
import dev.baton.terminal.FailureText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/// A list of URLs, one a line: empty lines and those that begin with `#` are left out.
final class UrlList {
  private static final int MOST_LINES = 100_000;
  private static final int MOST_CHARACTERS = 8192;

  private final String name;
  private int lines;
  private final List<HttpUrl> urls = new ArrayList<>();

  private UrlList(String name) {
    this.name = name;
  }

  /// @param file `-` for stdin
  /// @throws IllegalArgumentException in one sentence if it cannot be read, or a line is no URL
  static List<HttpUrl> read(String file, InputStream in) {
    UrlList list = new UrlList(file.equals("-") ? "stdin" : file);
    try (BufferedReader reader =
        file.equals("-")
            ? new BufferedReader(new InputStreamReader(in, UTF_8))
            : Files.newBufferedReader(Path.of(file))) {
      list.readAll(reader);
    } catch (NoSuchFileException none) {
      throw list.wrong("there is no such file");
    } catch (CharacterCodingException notUtf8) {
      throw list.wrong("it is not UTF-8; save it as UTF-8");
    } catch (IOException failure) {
      throw list.wrong(FailureText.of(failure));
    }
    return list.urls;
  }

  private void readAll(Reader in) throws IOException {
    for (String line; (line = readLine(in)) != null; ) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        add(text);
      }
    }
    if (urls.isEmpty()) {
      throw wrong("it has no URL");
    }
  }

  /// No more of it than may be there: it may be a device without an end.
  ///
  /// @return null at the end
  private String readLine(Reader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next >= 0 && ++lines > MOST_LINES) {
      throw wrong("it has more than %,d lines".formatted(MOST_LINES));
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.length() == MOST_CHARACTERS) {
        throw wrong("line %d is longer than %,d characters".formatted(lines, MOST_CHARACTERS));
      }
      line.append((char) next);
    }
    return next < 0 && line.isEmpty() ? null : line.toString();
  }

  private void add(String text) {
    try {
      urls.add(PageUrls.start(text));
    } catch (IllegalArgumentException noUrl) {
      throw new IllegalArgumentException(
          "line %d of %s: %s".formatted(lines, name, noUrl.getMessage()), noUrl);
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("--urls cannot be read from %s: %s".formatted(name, why));
  }
}
