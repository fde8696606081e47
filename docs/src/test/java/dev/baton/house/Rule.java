package dev.baton.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.baton.house.Conditions.neverAccess;
import static dev.baton.house.Conditions.neverUse;
import static dev.baton.house.Conditions.where;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/// The floor plan of the house: what may use what.
///
/// ```
///   cli         picocli, exit codes, what a person sees
///   adapters    a package for each outside thing: fetch, output | serve, watch | sqlite, handlers
///   root        the domain and its ports
///   --------------------------------------------------------------------------------------------
///   program, terminal, sql, net, sync, dev.baton
/// ```
public enum Rule {
  CLI_ALONE_USES_PICOCLI(
      house -> where(house::isBelowCli, neverUse((_, used) -> Outside.isPicocli(used)))),

  CLI_ALONE_USES_THE_STANDARD_STREAMS(
      house -> where(house::isBelowCli, neverAccess(Outside::isStandardStream))),

  CLI_ALONE_EXITS(house -> where(house::isBelowCli, neverAccess(Outside::isExit))),

  NOBODY_USES_CLI(
      house -> where(type -> !house.isCli(type), neverUse((_, used) -> house.isCli(used)))),

  /// Outside the applications.
  FEW_PACKAGES_USE_THE_STANDARD_STREAMS(
      house ->
          where(
              type ->
                  !house.isApplication(type)
                      && !house.isIn(type, "program", "terminal", "look", "lessons", "bench"),
              neverAccess(Outside::isStandardStream))),

  A_ROOT_USES_NO_ADAPTER(
      house -> where(house::isRoot, neverUse((_, used) -> house.isAdapter(used)))),

  /// No picocli, no JDBC, no client for HTTP, nor any other.
  A_ROOT_USES_NO_LIBRARY(
      house ->
          where(
              house::isRoot,
              neverUse(
                  (type, used) -> Outside.isLibrary(used) && !house.isUrlOfScraper(type, used)))),

  OKHTTP_ONLY_IN_ITS_ADAPTERS(
      house ->
          where(
              type -> !house.isIn(type, "scraper.fetch", "feed.watch", "jobs.handlers", "bench"),
              neverUse(
                  (type, used) -> Outside.isOkHttp(used) && !house.isUrlOfScraper(type, used)))),

  JDBC_ONLY_IN_THE_STORES(
      house ->
          where(
              type -> !house.isIn(type, "sql", "jobs.sqlite", "scraper.sqlite", "bench"),
              neverUse((_, used) -> Outside.isJdbc(used)))),

  /// One class, so that a new release of the library is looked at in one place.
  JAVA_WEBSOCKET_ONLY_IN_ITS_CODEC(
      house ->
          where(
              type -> !house.isCodec(type) && !house.isIn(type, "bench"),
              neverUse((_, used) -> Outside.isIn(used, "org.java_websocket")))),

  WEBSOCKET_KNOWS_NOTHING_OF_THE_FEED(
      house ->
          where(
              type -> house.isIn(type, "feed.websocket"),
              neverUse(
                  (_, used) -> house.isIn(used, "feed") && !house.isIn(used, "feed.websocket")))),

  PROTOCOL_STANDS_ALONE(
      house ->
          where(
              type -> house.isIn(type, "feed.protocol"),
              neverUse((_, used) -> house.isOurs(used) && !house.isIn(used, "feed.protocol")))),

  RECOVERY_STANDS_ON_PROTOCOL(
      house ->
          where(
              type -> house.isIn(type, "feed.recovery"),
              neverUse(
                  (_, used) ->
                      house.isOurs(used) && !house.isIn(used, "feed.recovery", "feed.protocol")))),

  /// Our own server serves; the JDK's is there to be compared with.
  THE_JDKS_HTTP_SERVER_IS_A_CONTESTANT_ONLY(
      house ->
          where(
              type -> !house.isIn(type, "bench.net"),
              neverUse((_, used) -> Outside.isIn(used, "com.sun.net.httpserver")))),

  NO_CYCLES(house -> slices().matching(house.parent() + ".(**)").should().beFreeOfCycles());

  private final Function<House, ArchRule> rule;

  Rule(Function<House, ArchRule> rule) {
    this.rule = rule;
  }

  /// The rule for the classes whose packages begin with this.
  ArchRule in(String base) {
    return rule.apply(new House(base)).as(toString()).allowEmptyShould(false);
  }

  @Override
  public String toString() {
    return name().toLowerCase().replace('_', ' ');
  }
}
