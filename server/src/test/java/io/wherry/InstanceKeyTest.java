package io.wherry;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.store.Together;
import io.wherry.store.disk.DataDirectory;
import io.wherry.store.sql.SqlDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceKeyTest {
  private static final String OTHER_KEY = "0123456789abcdef".repeat(4) + "\n";

  @TempDir private Path parent;
  private DataDirectory directory;
  private SqlDatabase database;

  @BeforeEach
  void open() throws IOException {
    directory = DataDirectory.open(parent.resolve("data"));
    Path scratch = directory.root();
    database = SqlDatabase.open(directory.database(), scratch);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstStartMakesAKeyThatOnlyTheOwnerCanRead() throws IOException {
    SecretKey key = key();
    assertThat(key.getEncoded()).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
        .isEqualTo("rwx------");
    try (var files = Files.list(directory.root())) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
    }
  }

  @Test
  void laterStartsFindTheSameKey() throws IOException {
    assertThat(key()).isEqualTo(key());
  }

  /** A server and a command, both for the first time. */
  @Test
  void twoFirstStartsAtOnceAgreeOnOneKey() throws IOException {
    try (var other = SqlDatabase.open(directory.database(), directory.root())) {
      List<SecretKey> keys =
          Together.run(List.of(this::key, () -> InstanceKey.of(directory, Map.of(), other)));
      assertThat(keys).hasSize(2).containsOnly(key());
    }
  }

  @Test
  void twoInstancesHaveDifferentKeys() throws IOException {
    SecretKey first = key();
    close();
    directory = DataDirectory.open(parent.resolve("other"));
    database = SqlDatabase.open(directory.database(), directory.root());
    assertThat(key()).isNotEqualTo(first);
  }

  @Test
  void aMissingKeyIsNotReplacedWhereRowsDependOnIt() throws IOException {
    key();
    Files.delete(keyFile());
    assertStops(NOT_FOUND, this::key)
        .contains(keyFile().toString(), "backup", directory.database().toString());
    assertThat(keyFile()).doesNotExist();
  }

  @Test
  void anotherKeyIsRefusedAndTheRightOneTakenAgain() throws IOException {
    SecretKey key = key();
    String text = Files.readString(keyFile());
    Files.writeString(keyFile(), OTHER_KEY);
    assertStops(INVALID, this::key)
        .contains(keyFile().toString(), "backup")
        .doesNotContain(OTHER_KEY.strip());
    Files.writeString(keyFile(), text);
    assertThat(key()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "0123", "zz", "0123456789abcdef 0123456789abcdef"})
  void aFileThatHoldsNoKeyIsRefusedAndKept(String text) throws IOException {
    Files.writeString(keyFile(), text);
    assertStops(INVALID, this::key).contains("64 hexadecimal digits");
    assertThat(keyFile()).hasContent(text);
  }

  @Test
  void theKeyMayLieElsewhere() throws IOException {
    Path elsewhere = parent.resolve("elsewhere.key");
    Files.writeString(elsewhere, OTHER_KEY);
    var environment = Map.of("WHERRY_INSTANCE_KEY_FILE", elsewhere.toString());
    SecretKey key = InstanceKey.of(directory, environment, database);
    assertThat(key.getEncoded()).startsWith(0x01, 0x23, 0x45).hasSize(32);
    assertThat(keyFile()).doesNotExist();
    assertStops(NOT_FOUND, this::key);
  }

  private Path keyFile() {
    return directory.instanceKey();
  }

  private SecretKey key() throws IOException {
    return InstanceKey.of(directory, Map.of(), database);
  }
}
