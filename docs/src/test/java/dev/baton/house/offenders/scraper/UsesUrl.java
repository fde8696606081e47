package dev.baton.house.offenders.scraper;

import okhttp3.HttpUrl;

public final class UsesUrl {
  static HttpUrl url() {
    return new HttpUrl.Builder().scheme("http").host("a").build();
  }
}
