package dev.baton.scraper.job;

import dev.baton.program.Version;
import dev.baton.scraper.fetch.Consents;
import dev.baton.scraper.fetch.Credentials;
import dev.baton.scraper.fetch.FetchSettings;
import dev.baton.scraper.fetch.Resolver;
import java.util.List;
import okhttp3.HttpUrl;

/// What is sent with requests, and to whom.
///
/// @param contact a URL or a mail address that servers see; null if there is none
/// @param secrets what some origins get and no others
/// @param proxy that requests go through; null if there is none
/// @param allowPrivate hosts that may be asked although their addresses are not public
public record RequestSettings(
    String contact, List<Secret> secrets, String proxy, List<String> allowPrivate) {
  public RequestSettings {
    secrets = List.copyOf(secrets);
    allowPrivate = List.copyOf(allowPrivate);
  }

  /// Nothing special.
  public static RequestSettings usual() {
    return new RequestSettings(null, List.of(), null, List.of());
  }

  /// Whom servers see.
  ///
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public String agent() {
    return FetchSettings.agent(Version.of(RequestSettings.class), contact);
  }

  /// Who may be asked although the address is private: whom the user has typed.
  ///
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public Consents consents(List<HttpUrl> typed) {
    Consents consents = Consents.none();
    for (HttpUrl url : typed) {
      consents = consents.withUrl(url);
    }
    for (String host : allowPrivate) {
      consents = consents.withOption(host);
    }
    return consents;
  }

  /// Reads the secrets.
  ///
  /// @throws IllegalArgumentException in one sentence for whoever typed it
  public FetchSettings fetchSettings(int connections, List<HttpUrl> typed, Resolver resolver) {
    Credentials credentials = Credentials.none();
    for (Secret secret : secrets) {
      credentials = secret.addTo(credentials, System::getenv);
    }
    FetchSettings settings =
        FetchSettings.of(connections, agent())
            .with(consents(typed))
            .with(credentials)
            .with(resolver);
    return proxy == null ? settings : settings.withProxy(proxy);
  }
}
