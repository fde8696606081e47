package dev.baton.house.offenders.jobs;

import dev.baton.house.Breaks;
import dev.baton.house.Rule;
import java.sql.SQLException;

@Breaks({Rule.A_ROOT_USES_NO_LIBRARY, Rule.JDBC_ONLY_IN_THE_STORES})
public final class JdbcInRoot {
  static void query() throws SQLException {}
}
