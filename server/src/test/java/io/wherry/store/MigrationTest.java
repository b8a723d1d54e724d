package io.wherry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.namespace.About;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.PasswordHash;
import io.wherry.token.DeployToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database that was filled before there were people and roles has afterwards. */
class MigrationTest {
  private static final List<String> ROWS =
      List.of(
          "insert into namespace values (1, 'group', 'Acme', 'acme', '1/', 'private', true)",
          "insert into namespace values"
              + " (2, 'group', 'Acme/Acme', 'acme/acme', '1/2/', 'private', true)",
          "insert into namespace values"
              + " (3, 'project', 'Acme/Acme/a', 'acme/acme/a', '1/2/3/', 'public', true)",
          "insert into namespace values"
              + " (4, 'project', 'a.b_c', 'a.b_c', '4/', 'internal', false)",
          "insert into former_path values ('old/a', 3)",
          "insert into deploy_token values"
              + " (1, 1, 'CI', 'robot', 'read_repository,write_registry', x'01', 1000, 2000, null)",
          "insert into deploy_token values"
              + " (2, 3, 'Gone', 'gone', 'read_repository', x'02', 1000, null, 1500)",
          "insert into deploy_token_use values (1, 1700, '192.0.2.7', 'repository:read Acme')",
          "insert into person values (1, 'root', true, 'as encoded')",
          "insert into person values (2, 'Ada.Love-lace', false, 'another')",
          "insert into personal_token values (1, 'WHERRY_ROOT_TOKEN', x'03')",
          "update sequence set last = 4 where name = 'namespace'",
          "update sequence set last = 2 where name <> 'namespace'");

  @TempDir private Path directory;
  private TestStorage storage;

  @BeforeEach
  void migrateAFilledDatabase() throws SQLException {
    String url = url();
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:io/wherry/store/sql")
        .target("2")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String row : ROWS) {
        statement.execute(row);
      }
    }
    storage = TestStorage.open(directory);
  }

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("test.sqlite");
  }

  @AfterEach
  void close() {
    storage.close();
  }

  /** Else the next start would not look for what is missing, or look each time. */
  @Test
  void fileHasTheNumberOfTheLastMigration() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select max(cast(version as integer)), (select user_version from"
                    + " pragma_user_version) from flyway_schema_history")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(2)).isEqualTo(row.getInt(1)).isPositive();
    }
  }

  @Test
  void groupsAndProjectsAreNamedByTheirPaths() {
    assertThat(storage.namespaces().all())
        .containsExactly(
            new Project(
                4,
                NamespacePath.parse("a.b_c"),
                List.of(4L),
                Visibility.INTERNAL,
                new About("a.b_c", ""),
                new Features(false, false),
                Instant.EPOCH),
            group("Acme", List.of(1L)),
            group("Acme/Acme", List.of(1L, 2L)),
            new Project(
                3,
                NamespacePath.parse("Acme/Acme/a"),
                List.of(1L, 2L, 3L),
                Visibility.PUBLIC,
                new About("a", ""),
                Features.DEFAULT,
                Instant.EPOCH));
    assertThat(storage.pathOf("old/a")).isEqualTo("Acme/Acme/a");
  }

  private static Group group(String path, List<Long> lineage) {
    return new Group(
        lineage.get(lineage.size() - 1),
        NamespacePath.parse(path),
        lineage,
        Visibility.PRIVATE,
        new About("Acme", ""),
        Instant.EPOCH);
  }

  @Test
  void peopleKeepNamesAndPasswordsAndAreReachedAtNoAddressYet() {
    var root = new UserDraft("root", "root", "root@localhost", true);
    var ada = new UserDraft("Ada.Love-lace", "Ada.Love-lace", "Ada.Love-lace@localhost", false);
    assertThat(storage.accounts().list("", PageRequest.EVERYTHING).items())
        .containsExactly(
            new User(1, root, false, Instant.EPOCH), new User(2, ada, false, Instant.EPOCH));
    assertThat(storage.accounts().passwordOf(2)).contains(new PasswordHash("another"));
    assertThat(storage.personalTokens().list(0, PageRequest.EVERYTHING).items())
        .as("they had no scopes; WHERRY_ROOT_TOKEN is issued again at the next start")
        .isEmpty();
  }

  @Test
  void deployTokensKeepTheirSecretsStatesAndLastUse() {
    var draft =
        new TokenDraft(
            "CI",
            "robot",
            Set.of(Scope.READ_REPOSITORY, Scope.WRITE_REGISTRY),
            new Expiry(Instant.ofEpochMilli(2000)));
    var token = new DeployToken(1, 1, draft, Instant.ofEpochMilli(1000), false, 0);
    assertThat(storage.tokens().find(1)).contains(token);
    assertThat(storage.tokenOf("\u0001")).contains(token);
    assertThat(storage.tokenOf("\u0002").orElseThrow().revoked()).isTrue();
    assertThat(storage.tokensOf(3)).hasSize(1);
    assertThat(storage.lastUse(token))
        .contains(storage.use("\u0001", Instant.ofEpochMilli(1700), "repository:read Acme"));
  }

  @Test
  void whatComesAfterwardsHasIdsOfItsOwn() {
    User eve = storage.user("eve");
    assertThat(eve.id()).isEqualTo(3);
    var acme = storage.find("acme").orElseThrow();
    storage.member(acme, eve, Role.OWNER);
    assertThat(storage.project("next").id()).isEqualTo(5);
    assertThat(storage.memberships().find(eve.id(), acme.id())).isPresent();
  }
}
