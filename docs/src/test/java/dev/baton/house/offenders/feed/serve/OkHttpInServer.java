package dev.baton.house.offenders.feed.serve;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import okhttp3.OkHttpClient;

@Breaks({Rule.OKHTTP_ONLY_IN_ITS_ADAPTERS})
public final class OkHttpInServer {
  OkHttpClient client;
}
