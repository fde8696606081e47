package dev.baton.house.offenders.scraper.fetch;

import okhttp3.OkHttpClient;

public final class MayUseOkHttp {
  OkHttpClient client;
}
