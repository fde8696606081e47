package dev.baton.scraper.cli;

import dev.baton.program.Limits;
import dev.baton.program.Shell;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line in the words of [Shell] and [Limits], not in picocli's.
final class Misuse {
  private Misuse() {}

  /// @return the exit code
  static int tell(ParameterException wrong, Shell shell) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    return wrong instanceof UnmatchedArgumentException unmatched
        ? shell.unexpected(
            unmatched.getUnmatched().getFirst(),
            unmatched.getSuggestions(),
            commands(wrong.getCommandLine()),
            command)
        : shell.usage(sentence(wrong), command);
  }

  private static List<String> commands(CommandLine of) {
    return of.getSubcommands().entrySet().stream()
        .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String sentence(ParameterException wrong) {
    return switch (wrong) {
      case MissingParameterException e -> missing(e.getMissing().getFirst());
      case OverwrittenOptionException e -> name(e.getOverwritten()) + " is given twice";
      default -> {
        ArgSpec argument = wrong.getArgSpec();
        yield argument == null
            ? wrong.getMessage() // our own
            : Limits.unreadable(name(argument), argument.type(), wrong.getValue());
      }
    };
  }

  private static String missing(ArgSpec argument) {
    return name(argument) + (argument.isOption() ? " needs a value" : " is missing");
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
