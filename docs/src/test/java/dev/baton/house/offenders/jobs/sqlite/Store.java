package dev.baton.house.offenders.jobs.sqlite;

import java.sql.Connection;

public final class Store {
  Connection connection;
}
