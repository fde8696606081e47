package dev.baton.house.offenders.scraper.cli;

import picocli.CommandLine;

public final class Main {
  CommandLine commandLine;

  static void main() {
    System.out.println();
    System.exit(2);
  }
}
