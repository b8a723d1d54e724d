package io.wherry.store.sql;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;

/** What db-scheduler has to know about SQLite: the standard's way to limit rows is not its own. */
final class SqliteJobs extends DefaultJdbcCustomization {
  SqliteJobs() {
    super(false);
  }

  @Override
  public boolean supportsExplicitQueryLimitPart() {
    return true;
  }

  @Override
  public String getQueryLimitPart(int limit) {
    return " limit " + limit;
  }

  @Override
  public String getName() {
    return "SQLite";
  }
}
