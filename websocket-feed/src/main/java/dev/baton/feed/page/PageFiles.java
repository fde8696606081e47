package dev.baton.feed.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of the page, and a version that changes with each of them.
final class PageFiles {
  static final String INDEX = "index.html";

  /// Besides the index.
  static final List<String> NAMES =
      List.of(
          "backoff.mjs",
          "card.mjs",
          "chart.mjs",
          "connection.mjs",
          "elements.mjs",
          "follower.mjs",
          "gaps.mjs",
          "history.mjs",
          "icon.svg",
          "main.mjs",
          "page.css",
          "points.mjs",
          "recovery.mjs",
          "silence.mjs",
          "status.mjs",
          "table.mjs",
          "texts.mjs",
          "times.mjs",
          "token.mjs",
          "uplot/LICENSE",
          "uplot/uPlot.iife.min.js",
          "uplot/uPlot.min.css",
          "view.mjs",
          "world.mjs");

  private static final int VERSION_LENGTH = 12;

  private PageFiles() {}

  /// Reads all of [#NAMES].
  static Map<String, byte[]> read() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    NAMES.forEach(name -> files.put(name, read(name)));
    return files;
  }

  static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// A name for these contents.
  static String version(Iterable<byte[]> contents) {
    MessageDigest digest = sha256();
    contents.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
