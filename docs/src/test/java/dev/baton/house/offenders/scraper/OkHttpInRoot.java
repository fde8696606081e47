package dev.baton.house.offenders.scraper;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import okhttp3.Request;

@Breaks({Rule.A_ROOT_USES_NO_LIBRARY, Rule.OKHTTP_ONLY_IN_ITS_ADAPTERS})
public final class OkHttpInRoot {
  Request request;
}
