package dev.baton.jobs.cli;

import dev.baton.jobs.Kinds;
import dev.baton.program.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// How the command line ended, in this process.
record Ran(int code, String out, String err) {
  static Ran jobs(Kinds kinds, byte[] input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = new Shell("jobs", new ByteArrayInputStream(input), out, err);
    int code = shell.run(it -> Jobs.commandLine(it, kinds).execute(arguments));
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
