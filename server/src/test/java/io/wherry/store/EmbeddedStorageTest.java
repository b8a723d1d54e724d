package io.wherry.store;

import io.wherry.account.Accounts;
import io.wherry.account.Memberships;
import io.wherry.account.PersonalTokens;
import io.wherry.audit.AuditLog;
import io.wherry.namespace.Namespaces;
import io.wherry.repository.GitRepositories;
import io.wherry.token.DeployTokens;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** SQLite and bare repositories in one directory. */
class EmbeddedStorageTest extends StorageContract {
  @TempDir private Path directory;
  private final Deque<TestStorage> opened = new ArrayDeque<>();

  @BeforeEach
  void open() {
    opened.push(TestStorage.open(directory));
  }

  @AfterEach
  void close() {
    opened.forEach(TestStorage::close);
  }

  @Override
  public Namespaces namespaces() {
    return opened.getLast().namespaces();
  }

  @Override
  public DeployTokens tokens() {
    return opened.getLast().tokens();
  }

  @Override
  public Accounts accounts() {
    return opened.getLast().accounts();
  }

  @Override
  public PersonalTokens personalTokens() {
    return opened.getLast().personalTokens();
  }

  @Override
  public Memberships memberships() {
    return opened.getLast().memberships();
  }

  @Override
  public AuditLog auditLog() {
    return opened.getLast().auditLog();
  }

  @Override
  public GitRepositories repositories() {
    return opened.getLast().repositories();
  }

  @Override
  public TestStorage fromElsewhere() {
    opened.push(TestStorage.open(directory));
    return opened.getFirst();
  }
}
