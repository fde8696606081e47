package dev.baton.house.offenders.sql;

import java.sql.Connection;

public final class MayUseJdbc {
  Connection connection;
}
