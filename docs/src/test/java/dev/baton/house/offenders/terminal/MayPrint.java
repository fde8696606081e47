package dev.baton.house.offenders.terminal;

public final class MayPrint {
  static void print() {
    System.out.println("!");
  }
}
