package dev.baton.scraper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.scraper.url.PageUrls;
import dev.baton.terminal.FailureText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/// A list of URLs, one a line: empty lines and those that begin with `#` are left out.
final class UrlList {
  private static final int MOST = 1_000_000;

  private final String name;
  private final List<HttpUrl> urls = new ArrayList<>();

  private UrlList(String name) {
    this.name = name;
  }

  /// @param file `-` for stdin
  /// @throws IllegalArgumentException in one sentence if it cannot be read, or a line is no URL
  static List<HttpUrl> read(String file, InputStream in) {
    UrlList list = new UrlList(file.equals("-") ? "stdin" : file);
    try (BufferedReader lines =
        file.equals("-")
            ? new BufferedReader(new InputStreamReader(in, UTF_8))
            : Files.newBufferedReader(Path.of(file))) {
      list.readAll(lines);
    } catch (NoSuchFileException none) {
      throw list.wrong("there is no such file");
    } catch (CharacterCodingException notUtf8) {
      throw list.wrong("it is not UTF-8; save it as UTF-8");
    } catch (IOException failure) {
      throw list.wrong(FailureText.of(failure));
    }
    return list.urls;
  }

  private void readAll(BufferedReader lines) throws IOException {
    int number = 0;
    for (String line; (line = lines.readLine()) != null; ) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        add(text, number);
      }
    }
    if (urls.isEmpty()) {
      throw wrong("it has no URL");
    }
  }

  private void add(String text, int line) {
    if (urls.size() == MOST) {
      throw wrong("it has more than 1,000,000 URLs");
    }
    try {
      urls.add(PageUrls.start(text));
    } catch (IllegalArgumentException noUrl) {
      throw new IllegalArgumentException(
          "line %d of %s: %s".formatted(line, name, noUrl.getMessage()), noUrl);
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("--urls cannot be read from %s: %s".formatted(name, why));
  }
}
