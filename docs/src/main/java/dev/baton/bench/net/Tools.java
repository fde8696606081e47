package dev.baton.bench.net;

import dev.baton.bench.Programs;
import dev.baton.bench.Python;

/// The programs of this machine that take part; null where one is not installed.
///
/// @param asyncio a Python
/// @param uvloop a Python that has it
/// @param node its version
/// @param wrk true if it is there
record Tools(Python asyncio, Python uvloop, String node, boolean wrk) {
  static Tools find() throws InterruptedException {
    return new Tools(
        Python.find(Python.USUAL).orElse(null),
        Python.findWith("uvloop").orElse(null),
        Programs.firstLine("node", "--version").orElse(null),
        Programs.firstLine("sh", "-c", "command -v wrk").isPresent());
  }
}
