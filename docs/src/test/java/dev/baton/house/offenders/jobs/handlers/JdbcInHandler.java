package dev.baton.house.offenders.jobs.handlers;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import javax.sql.DataSource;

@Breaks({Rule.JDBC_ONLY_IN_THE_STORES})
public final class JdbcInHandler {
  DataSource source;
}
