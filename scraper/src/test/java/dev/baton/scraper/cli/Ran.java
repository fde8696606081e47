package dev.baton.scraper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.program.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one run of a command left behind.
///
/// @param job the folder of its job, if it made one
record Ran(int code, String out, String err, Path job) {
  private static final JsonMapper JSON = new JsonMapper();

  /// Runs a command in this process.
  static Ran command(String... arguments) {
    return command(new ByteArrayOutputStream(), "", null, List.of(arguments));
  }

  /// Runs a crawl in this process.
  ///
  /// @param job where
  static Ran crawl(Path job, String... arguments) {
    List<String> all = new ArrayList<>(List.of("crawl", "--job", job.toString()));
    all.addAll(List.of(arguments));
    return command(new ByteArrayOutputStream(), "", job, all);
  }

  static Ran command(OutputStream out, String in, Path job, List<String> arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = new Shell("scraper", new ByteArrayInputStream(in.getBytes(UTF_8)), out, err);
    int code = shell.run(it -> Scraper.commandLine(it).execute(arguments.toArray(String[]::new)));
    return new Ran(code, out.toString(), err.toString(UTF_8), job);
  }

  /// The lines of the job's file of pages.
  List<JsonNode> pages() throws IOException {
    return Files.readAllLines(job.resolve("pages.jsonl")).stream().map(JSON::readTree).toList();
  }

  /// The URLs of the pages.
  List<String> urls() throws IOException {
    return pages().stream().map(page -> page.get("url").stringValue()).toList();
  }

  /// The lines of stdout, read as JSON.
  List<JsonNode> events() {
    return out.lines().map(JSON::readTree).toList();
  }
}
