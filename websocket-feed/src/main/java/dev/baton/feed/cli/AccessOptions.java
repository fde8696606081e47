package dev.baton.feed.cli;

import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.Token;
import dev.baton.feed.watch.Trust;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that reads a server.
final class AccessOptions {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "the file whose first line is the token that the server wants")
  private Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "the PEM file with the certificates of those who may vouch for a wss:// server, or with"
              + " its own (default: those whom this JDK trusts)")
  private Path authority;

  /// @throws IllegalArgumentException if a file cannot be used: one sentence
  Access to(FeedUrl url) {
    if (authority != null && !url.secure()) {
      throw new IllegalArgumentException("--ca is for wss:// only, and this is " + url);
    }
    return new Access(
        url,
        Optional.ofNullable(tokenFile).map(Token::read),
        url.secure() ? trust() : Optional.empty());
  }

  private Optional<Trust> trust() {
    return Optional.of(authority == null ? Trust.ofSystem() : Trust.of(authority));
  }
}
