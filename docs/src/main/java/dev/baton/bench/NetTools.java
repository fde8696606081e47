package dev.baton.bench;

/// The programs of this machine that take part; null where one is not installed.
///
/// @param asyncio a Python
/// @param uvloop a Python that has it
/// @param node its version
/// @param wrk true if it is there
record NetTools(Python asyncio, Python uvloop, String node, boolean wrk) {
  static NetTools find() throws InterruptedException {
    return new NetTools(
        Python.find(Python.USUAL).orElse(null),
        Python.findWith("uvloop").orElse(null),
        Programs.firstLine("node", "--version").orElse(null),
        Programs.firstLine("sh", "-c", "command -v wrk").isPresent());
  }
}
