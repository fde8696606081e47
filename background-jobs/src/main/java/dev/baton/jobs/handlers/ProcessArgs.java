package dev.baton.jobs.handlers;

import dev.baton.jobs.JobArgs;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of data processing: `{"input": "sales.csv", "output": "sums.csv", "groupBy":
/// "country", "sum": "amount", "filter": {"column": "year", "is": "=", "value": "2026"}}`.
///
/// @param input a CSV file with a head line; made absolute when the job is enqueued
/// @param output where the result goes; what is there is replaced
/// @param groupBy the column whose values are the groups
/// @param sum the column of numbers that are added up
/// @param filter which rows count; all without it
/// @param charset of the input, unless its first bytes name another (a byte order mark); the output
///   is UTF-8
record ProcessArgs(
    Path input,
    Path output,
    String groupBy,
    String sum,
    Optional<RowFilter> filter,
    Charset charset)
    implements JobArgs {
  private static final int MAX_PATH = 4096;
  private static final int MAX_CHARSET = 100;
  static final int MAX_COLUMN = 200;

  static ProcessArgs read(Fields fields) {
    ProcessArgs args =
        new ProcessArgs(
            path(fields, "input"),
            path(fields, "output"),
            fields.line("groupBy", MAX_COLUMN),
            fields.line("sum", MAX_COLUMN),
            fields.object("filter").map(RowFilter::read),
            charset(fields));
    if (args.input.equals(args.output)) {
      throw fields.bad(
          "output", "is the same file as the input: " + args.output, "name another file");
    }
    return args;
  }

  private static Charset charset(Fields fields) {
    String name = fields.optionalLine("charset", MAX_CHARSET).orElse("UTF-8");
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      throw fields.bad(
          "charset", "is not known: " + Fields.seen(name), "use one like UTF-8 or ISO-8859-1");
    }
  }

  private static Path path(Fields fields, String name) {
    String text = fields.line(name, MAX_PATH);
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException invalid) {
      throw fields.bad(name, "is no file name: " + Fields.seen(text), "name a file");
    }
  }

  @Override
  public String summary() {
    return Fields.seen("%s by %s of %s".formatted(sum, groupBy, input.getFileName()));
  }

  @Override
  public String toJson() {
    ObjectNode json = Fields.JSON.createObjectNode();
    json.put("input", input.toString());
    json.put("output", output.toString());
    json.put("groupBy", groupBy);
    json.put("sum", sum);
    filter.ifPresent(value -> json.set("filter", value.toJson()));
    if (!charset.equals(StandardCharsets.UTF_8)) {
      json.put("charset", charset.name());
    }
    return json.toString();
  }
}
