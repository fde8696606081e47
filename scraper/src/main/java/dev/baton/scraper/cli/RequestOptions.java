package dev.baton.scraper.cli;

import dev.baton.scraper.job.RequestSettings;
import dev.baton.scraper.job.Secret;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What is sent with requests, and to whom.
final class RequestOptions {
  @ArgGroup(
      exclusive = false,
      heading =
          "%nWhat is sent. Secrets are read from a file or the environment, because everybody%n"
              + "on this machine can see a command line. They go to the origin of URL and no%n"
              + "other, or to one in front of them: --cookie 'http://h.test @FILE'%n")
  private Group group = new Group();

  private static final class Group {
    @Option(
        names = "--contact",
        paramLabel = "URL|MAIL",
        description = "tell servers how to reach you")
    private String contact;

    @Option(
        names = "--header",
        paramLabel = "'NAME: @FILE'",
        description = "a header; or 'NAME: $VARIABLE'; may be repeated")
    private List<String> headers = new ArrayList<>();

    @Option(
        names = "--auth",
        paramLabel = "'USER: @FILE'",
        description = "log in with the password in the file; or 'USER: $VARIABLE'")
    private List<String> users = new ArrayList<>();

    @Option(
        names = "--cookie",
        paramLabel = "@FILE",
        description = "cookies as name=value; name=value; or '$VARIABLE'")
    private List<String> cookies = new ArrayList<>();

    @Option(
        names = "--proxy",
        paramLabel = "URL",
        description = "send requests through this proxy, http://host:port")
    private String proxy;

    @Option(
        names = "--allow-private",
        paramLabel = "HOST[:PORT]",
        description =
            "may be asked although its address is not public, as the host of URL may;"
                + " may be repeated")
    private List<String> allowPrivate = new ArrayList<>();
  }

  /// @param typed the starts of the command line
  /// @throws IllegalArgumentException if one makes no sense
  RequestSettings requests(List<HttpUrl> typed) {
    List<Secret> secrets = new ArrayList<>();
    group.headers.forEach(text -> secrets.add(Secret.parse(Secret.Kind.HEADER, text, typed)));
    group.users.forEach(text -> secrets.add(Secret.parse(Secret.Kind.AUTH, text, typed)));
    group.cookies.forEach(text -> secrets.add(Secret.parse(Secret.Kind.COOKIE, text, typed)));
    return new RequestSettings(group.contact, secrets, group.proxy, group.allowPrivate);
  }
}
