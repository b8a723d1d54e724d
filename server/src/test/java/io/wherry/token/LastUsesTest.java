package io.wherry.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.namespace.Namespace;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.store.TestStorage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastUsesTest {
  private static final SecretDigest SECRET = new SecretDigest(new byte[1]);
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path directory;
  private TestStorage storage;
  private DeployTokens tokens;
  private long id;
  private final LastUses uses = new LastUses();

  @BeforeEach
  void open() {
    storage = TestStorage.open(directory);
    tokens = storage.tokens();
    Namespace holder = storage.project("app");
    id = tokens.reserveId();
    var draft = new TokenDraft("n", "u", Set.of(Scope.READ_REPOSITORY), Expiry.NEVER);
    tokens.insert(
        new DeployToken(id, holder.id(), draft, NOON, false, 0), SECRET, TestStorage.EVENT);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void onlyTheLatestUseOfATokenIsWritten() {
    uses.note(use(NOON));
    uses.note(use(NOON.plusSeconds(2)));
    uses.note(use(NOON.plusSeconds(1)));
    assertThat(lastUse(tokens)).as("not before it is flushed").isEmpty();
    uses.flush(tokens);
    assertThat(lastUse(tokens)).contains(use(NOON.plusSeconds(2)));
  }

  @Test
  void whatWasWrittenIsNotWrittenAgain() {
    uses.note(use(NOON.plusSeconds(2)));
    uses.flush(tokens);
    uses.note(use(NOON));
    uses.flush(tokens);
    assertThat(lastUse(tokens)).contains(use(NOON.plusSeconds(2)));
    storage.close();
    uses.flush(tokens);
  }

  @Test
  void whatCouldNotBeWrittenIsTriedAgain() {
    uses.note(use(NOON));
    storage.close();
    assertThatThrownBy(() -> uses.flush(tokens)).isNotNull();
    storage = TestStorage.open(directory);
    uses.flush(storage.tokens());
    assertThat(lastUse(storage.tokens())).contains(use(NOON));
  }

  private Optional<TokenUse> lastUse(DeployTokens kept) {
    return kept.usage(id).last().findFirst();
  }

  private static TokenUse use(Instant at) {
    return new TokenUse(SECRET, at, "192.0.2.7", "repository:read app");
  }
}
