package dev.baton.jobs.handlers;

import dev.baton.jobs.Handler;
import dev.baton.jobs.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Jobs that filter a CSV file and add up by group.
public final class ProcessKind implements Kind<ProcessArgs> {
  @Override
  public String name() {
    return "process";
  }

  @Override
  public List<String> help() {
    return List.of(
        "{\"input\": \"sales.csv\", \"output\": \"sums.csv\",",
        " \"groupBy\": \"country\", \"sum\": \"amount\",",
        " \"filter\": {\"column\": \"year\", \"is\": \">=\", \"value\": \"2020\"}}",
        " \"is\" may be = != < <= > >=; the filter may be left out; a file that",
        " is not UTF-8 needs its \"charset\", such as \"ISO-8859-1\"");
  }

  @Override
  public ProcessArgs read(String json) {
    return Fields.read(name(), json, ProcessArgs::read);
  }

  /// A large file takes its time.
  @Override
  public Optional<Duration> limit() {
    return Optional.of(Duration.ofMinutes(30));
  }

  @Override
  public Handler<ProcessArgs> open(Map<String, String> options) {
    return new DataProcessing();
  }
}
