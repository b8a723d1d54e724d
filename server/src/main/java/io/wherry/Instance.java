package io.wherry;

import io.wherry.account.Accounts;
import io.wherry.account.MemberDesk;
import io.wherry.account.Memberships;
import io.wherry.account.PeopleDesk;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.account.PersonalTokens;
import io.wherry.answer.AnswerCache;
import io.wherry.audit.AuditLog;
import io.wherry.cli.Administration;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.GroupDesk;
import io.wherry.repository.ProjectDesk;
import io.wherry.repository.ProjectDesk.Removal;
import io.wherry.repository.Upkeep;
import io.wherry.repository.importing.RepositoryImport;
import io.wherry.store.disk.DataDirectory;
import io.wherry.store.disk.DiskRepositories;
import io.wherry.store.disk.GitSettings;
import io.wherry.store.disk.Scratch;
import io.wherry.store.sql.SqlAccounts;
import io.wherry.store.sql.SqlAuditLog;
import io.wherry.store.sql.SqlDatabase;
import io.wherry.store.sql.SqlDeployTokens;
import io.wherry.store.sql.SqlJobs;
import io.wherry.store.sql.SqlMemberships;
import io.wherry.store.sql.SqlNamespaces;
import io.wherry.store.sql.SqlPersonalTokens;
import io.wherry.token.DeployTokens;
import io.wherry.token.TokenDesk;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * One data directory, opened: what the server and the administrative commands share. Several
 * processes may have the same directory open.
 */
final class Instance implements Administration {
  private final DataDirectory directory;
  private final Scratch scratch;
  private final SqlDatabase database;
  private final SecretKey key;
  private final Namespaces namespaces;
  private final DeployTokens tokens;
  private final Accounts accounts;
  private final PersonalTokens personalTokens;
  private final Memberships memberships;
  private final GitRepositories repositories;
  private final TokenDesk tokenDesk;
  private final PersonalTokenDesk personalTokenDesk;
  private final Clock clock;

  private Instance(
      DataDirectory directory,
      Scratch scratch,
      SqlDatabase database,
      SecretKey key,
      Config config,
      Clock clock) {
    this.directory = directory;
    this.scratch = scratch;
    this.database = database;
    this.key = key;
    this.namespaces = new SqlNamespaces(database);
    this.tokens = new SqlDeployTokens(database);
    this.accounts = new SqlAccounts(database);
    this.personalTokens = new SqlPersonalTokens(database);
    this.memberships = new SqlMemberships(database);
    this.clock = clock;
    this.repositories = new DiskRepositories(directory.repositories(), scratch.path());
    var random = new SecureRandom();
    this.tokenDesk = new TokenDesk(tokens, config.tokens(), key, clock, random);
    this.personalTokenDesk = new PersonalTokenDesk(personalTokens, key, clock, random);
  }

  /**
   * For the one server of a directory. Creates what is missing. Throws a {@link
   * io.wherry.problem.ProblemException} where the key that belongs to the rows is missing or
   * another one.
   */
  static Instance openForServer(
      DataDirectory directory, boolean undone, Config config, Environment environment)
      throws IOException {
    Set<Long> projects = directory.removeAbandoned(undone);
    try (var closing = new Closing()) {
      var instance = closing.add(openForCommand(directory, config, environment));
      instance.removeUnnamed(projects);
      closing.handOn();
      return instance;
    }
  }

  /** The same for a command that may run beside the server. */
  static Instance openForCommand(DataDirectory directory, Config config, Environment environment)
      throws IOException {
    GitSettings.install(OpenFiles.ofThisProcess().packs());
    try (var closing = new Closing()) {
      Scratch scratch = closing.add(directory.openScratch());
      SqlDatabase database = closing.add(SqlDatabase.open(directory.database(), scratch.path()));
      SecretKey key = InstanceKey.of(directory, environment.variables(), database);
      var instance = new Instance(directory, scratch, database, key, config, environment.clock());
      closing.handOn();
      return instance;
    }
  }

  /** A project is made bytes first and deleted row first; who was killed in between left these. */
  private void removeUnnamed(Set<Long> projects) throws IOException {
    for (Long project : projects) {
      if (namespaces.find(new NamespaceRef.ById(project)).isEmpty()) {
        repositories.delete(project);
      }
    }
  }

  DataDirectory directory() {
    return directory;
  }

  SecretKey key() {
    return key;
  }

  AuditLog auditLog() {
    return new SqlAuditLog(database);
  }

  GitRepositories repositories() {
    return repositories;
  }

  /** Gone when the process ends, as all work in progress. */
  AnswerCache answers(long maxBytes) {
    return new AnswerCache(scratch.path().resolve("answers"), maxBytes);
  }

  /** Work for later; the server does it, no command. */
  SqlJobs jobs(Upkeep upkeep, Clock clock, Runnable cutOff) {
    return new SqlJobs(database, upkeep, clock, cutOff);
  }

  @Override
  public Namespaces namespaces() {
    return namespaces;
  }

  @Override
  public DeployTokens tokens() {
    return tokens;
  }

  @Override
  public TokenDesk tokenDesk() {
    return tokenDesk;
  }

  @Override
  public ProjectDesk projectDesk() {
    return projectDesk(repositories::delete);
  }

  /** For the server, which is serving from repositories that are to be removed. */
  ProjectDesk projectDesk(Removal removal) {
    return new ProjectDesk(namespaces, repositories, removal, clock);
  }

  @Override
  public GroupDesk groupDesk() {
    return groupDesk(projectDesk());
  }

  GroupDesk groupDesk(ProjectDesk projects) {
    return new GroupDesk(namespaces, projects, clock);
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public PeopleDesk peopleDesk() {
    return new PeopleDesk(accounts, clock);
  }

  @Override
  public PersonalTokens personalTokens() {
    return personalTokens;
  }

  @Override
  public PersonalTokenDesk personalTokenDesk() {
    return personalTokenDesk;
  }

  @Override
  public Memberships memberships() {
    return memberships;
  }

  @Override
  public MemberDesk memberDesk() {
    return new MemberDesk(memberships, clock);
  }

  @Override
  public Closeable lockOutServer() throws IOException {
    return directory.lockForServer();
  }

  @Override
  public RepositoryImport imports() {
    return new RepositoryImport(scratch.path());
  }

  @Override
  public void close() throws IOException {
    database.close();
    scratch.close();
  }
}
