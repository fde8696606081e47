package dev.baton.bench.feed;

import dev.baton.bench.Programs;
import dev.baton.bench.Python;
import java.util.List;

/// The programs of this machine that take part; null where one is not installed.
///
/// @param python one that has `websockets`
/// @param ws its version
record Tools(Python python, String ws) {
  /// Node, where it finds what npm has installed for all, and Debian.
  static final List<String> NODE =
      List.of("env", "NODE_PATH=/usr/lib/node_modules:/usr/share/nodejs", "node");

  private static final String WS_VERSION =
      "console.log(`Node ${process.version}, ws ${require('ws/package.json').version}`)";

  static Tools find() throws InterruptedException {
    return new Tools(
        Python.findWith("websockets").orElse(null),
        Programs.firstLine(NODE.get(0), NODE.get(1), NODE.get(2), "-e", WS_VERSION).orElse(null));
  }
}
