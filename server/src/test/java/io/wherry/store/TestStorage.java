package io.wherry.store;

import io.wherry.account.Accounts;
import io.wherry.account.Memberships;
import io.wherry.account.PersonalTokens;
import io.wherry.audit.AuditLog;
import io.wherry.namespace.Namespaces;
import io.wherry.repository.GitRepositories;
import io.wherry.store.disk.DiskRepositories;
import io.wherry.store.disk.GitSettings;
import io.wherry.store.sql.SqlAccounts;
import io.wherry.store.sql.SqlAuditLog;
import io.wherry.store.sql.SqlDatabase;
import io.wherry.store.sql.SqlDeployTokens;
import io.wherry.store.sql.SqlMemberships;
import io.wherry.store.sql.SqlNamespaces;
import io.wherry.store.sql.SqlPersonalTokens;
import io.wherry.token.DeployTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded storage in a directory; opened twice, it is what two processes see. */
public final class TestStorage implements TokensUnderTest, AutoCloseable {
  static {
    GitSettings.install(100);
  }

  private final Path directory;
  private final SqlDatabase database;

  private TestStorage(Path directory, SqlDatabase database) {
    this.directory = directory;
    this.database = database;
  }

  public static TestStorage open(Path directory) {
    try {
      Path scratch = Files.createDirectories(directory.resolve("scratch"));
      Path file = directory.resolve("test.sqlite");
      NewDatabase.at(file);
      return new TestStorage(directory, SqlDatabase.open(file, scratch));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Namespaces namespaces() {
    return new SqlNamespaces(database);
  }

  @Override
  public DeployTokens tokens() {
    return new SqlDeployTokens(database);
  }

  @Override
  public Accounts accounts() {
    return new SqlAccounts(database);
  }

  @Override
  public PersonalTokens personalTokens() {
    return new SqlPersonalTokens(database);
  }

  @Override
  public Memberships memberships() {
    return new SqlMemberships(database);
  }

  @Override
  public AuditLog auditLog() {
    return new SqlAuditLog(database);
  }

  @Override
  public GitRepositories repositories() {
    return new DiskRepositories(directory.resolve("repositories"), directory.resolve("scratch"));
  }

  @Override
  public TestStorage fromElsewhere() {
    return open(directory);
  }

  @Override
  public void close() {
    database.close();
  }
}
