package dev.baton.house.offenders.feed.serve;

import com.sun.net.httpserver.HttpServer;
import dev.baton.house.Breaks;
import dev.baton.house.Rule;

@Breaks({Rule.THE_JDKS_HTTP_SERVER_IS_A_CONTESTANT_ONLY})
public final class JdkServer {
  HttpServer server;
}
