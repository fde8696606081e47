package dev.baton.conformance;

import dev.baton.conformance.Program.Entry;
import dev.baton.conformance.Program.Kind;
import dev.baton.conformance.Program.Spec;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads programs from JSON Lines, plain or compressed by gzip: one program a line, with its trace.
final class ProgramFile {
  private static final JsonMapper JSON = new JsonMapper();

  private ProgramFile() {}

  /// All programs of a file.
  ///
  /// @param name of the file, for messages
  /// @throws MalformedProgramException if there is none, or a line is not one; the message says
  ///   where
  static List<Program> read(String name, InputStream file) {
    List<Program> programs = new ArrayList<>();
    try (BufferedReader lines = lines(file)) {
      for (String line; (line = lines.readLine()) != null; ) {
        programs.add(program(line, name + ", line " + (programs.size() + 1)));
      }
    } catch (IOException e) { // cut off, or not UTF-8
      throw new MalformedProgramException(
          name + ": cannot be read beyond line " + programs.size() + ": " + e);
    }
    if (programs.isEmpty()) {
      throw new MalformedProgramException(name + ": is empty; one program a line is needed");
    }
    return programs;
  }

  private static BufferedReader lines(InputStream file) throws IOException {
    InputStream plain = new BufferedInputStream(file);
    plain.mark(2);
    int magic = plain.read() | plain.read() << 8;
    plain.reset();
    InputStream text = magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(plain) : plain;
    return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
  }

  private static Program program(String line, String place) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new MalformedProgramException(place + ": is not JSON: " + e.getOriginalMessage());
    }
    String where = place;
    try {
      String name = part(json, "name", "a string", json.path("name").isString()).stringValue();
      where = place + ", program \"" + name + "\"";
      return new Program(name, objects(json), main(json), trace(json));
    } catch (MalformedProgramException e) {
      throw new MalformedProgramException(where + ": " + e.getMessage());
    }
  }

  private static Map<String, Spec> objects(JsonNode json) {
    Map<String, Spec> objects = new LinkedHashMap<>();
    part(json, "objects", "an object", json.path("objects").isObject())
        .forEachEntry((name, spec) -> objects.put(name, spec(spec)));
    return objects;
  }

  private static Spec spec(JsonNode json) {
    String name = part(json, "kind", "a string", json.path("kind").isString()).stringValue();
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return new Spec(kind, kind.number == null ? 0 : number(json, kind));
      }
    }
    throw new MalformedProgramException("unknown kind of object \"" + name + "\"");
  }

  private static int number(JsonNode json, Kind kind) {
    JsonNode node = json.path(kind.number);
    boolean fits = Arguments.isInt(node) && node.intValue() >= kind.least;
    return part(json, kind.number, "an integer of at least " + kind.least, fits).intValue();
  }

  private static Op.Body main(JsonNode json) {
    return OpReader.readBody(part(json, "main", "a list", json.path("main").isArray()));
  }

  private static List<Entry> trace(JsonNode json) {
    return Arguments.list(
        part(json, "trace", "a list", json.path("trace").isArray()), ProgramFile::entry);
  }

  private static Entry entry(JsonNode json) {
    Arguments parts = new Arguments(json);
    Entry entry = new Entry(parts.number(), parts.text(), parts.text());
    parts.requireNoMore();
    return entry;
  }

  private static JsonNode part(JsonNode json, String name, String what, boolean fits) {
    if (!fits) {
      JsonNode seen = json.path(name);
      throw new MalformedProgramException(
          "\""
              + name
              + "\" must be "
              + what
              + (seen.isMissingNode() ? " and is missing" : ", got " + seen));
    }
    return json.get(name);
  }
}
