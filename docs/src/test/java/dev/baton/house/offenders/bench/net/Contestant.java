package dev.baton.house.offenders.bench.net;

import com.sun.net.httpserver.HttpServer;
import java.sql.Connection;
import okhttp3.OkHttpClient;

public final class Contestant {
  HttpServer server;
  Connection connection;
  OkHttpClient client;

  static void print() {
    System.out.println("!");
  }
}
