package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import java.net.http.HttpClient;

@Breaks({Rule.A_ROOT_USES_NO_LIBRARY})
public final class HttpClientInRoot {
  HttpClient client;
}
