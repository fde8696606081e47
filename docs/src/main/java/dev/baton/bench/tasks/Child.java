package dev.baton.bench.tasks;

/// The main class of a forked JVM: measures one row for one contestant and prints the figure.
final class Child {
  private Child() {}

  /// `Child BATON yield full`
  static void main(String[] args) throws Exception {
    Contestant contestant = Contestant.valueOf(args[0]);
    Row row = Primitives.row(args[1]);
    Rounds rounds = args[2].equals("quick") ? Rounds.QUICK : Rounds.FULL;
    System.out.println(rounds.measure(scale -> contestant.measure(row, scale)));
  }
}
