package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import okhttp3.HttpUrl;

@Breaks({Rule.A_ROOT_USES_NO_LIBRARY, Rule.OKHTTP_ONLY_IN_ITS_ADAPTERS})
public final class UrlInOtherRoot {
  HttpUrl url;
}
