package io.wherry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.wherry.repository.GitRepositories.Content;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

/** What {@link io.wherry.repository.GitRepositories} promises. */
interface RepositoryPromises extends StorageUnderTest {
  /** Of the one byte 42. */
  ObjectId BLOB = ObjectId.fromString("f59ec20aabf5842d237244ece8c81ab184faeac1");

  /** Its low bytes are those of project 1. */
  long FAR_AWAY = (1L << 40) + 1;

  @Test
  default void aNewRepositoryIsBareAndEmptyAndItsHeadNamesTheBranch() throws IOException {
    repositories().create(1, "trunk", Content.EMPTY);
    assertThat(repositories().exists(1)).isTrue();
    try (Repository repository = repositories().open(1)) {
      assertThat(repository.isBare()).isTrue();
      assertThat(repository.getFullBranch()).isEqualTo("refs/heads/trunk");
      assertThat(repository.getRefDatabase().getRefs()).isEmpty();
    }
  }

  @Test
  default void creatingAgainHasNoEffect() throws IOException {
    repositories().create(1, "main", Content.EMPTY);
    ObjectId blob = insert(1);
    repositories().create(1, "other", Content.EMPTY);
    try (Repository repository = repositories().open(1)) {
      assertThat(repository.getFullBranch()).isEqualTo("refs/heads/main");
      assertThat(repository.getObjectDatabase().has(blob)).isTrue();
    }
  }

  @Test
  default void aRepositoryComesWithAllOfItsContentOrNotAtAll() throws IOException {
    assertThatIOException()
        .isThrownBy(
            () ->
                repositories()
                    .create(
                        1,
                        "main",
                        repository -> {
                          insert(repository);
                          assertThat(repositories().exists(1)).isFalse();
                          throw new IOException("half-way");
                        }))
        .withMessage("half-way");
    assertThat(repositories().exists(1)).isFalse();
    repositories().create(1, "main", RepositoryPromises::insert);
    try (Repository repository = repositories().open(1)) {
      assertThat(repository.getObjectDatabase().has(BLOB)).isTrue();
    }
  }

  @Test
  default void eachProjectHasItsOwn() throws IOException {
    repositories().create(1, "main", Content.EMPTY);
    assertThat(repositories().exists(FAR_AWAY)).isFalse();
    repositories().create(FAR_AWAY, "main", Content.EMPTY);
    ObjectId blob = insert(1);
    try (Repository repository = repositories().open(FAR_AWAY)) {
      assertThat(repository.getObjectDatabase().has(blob)).isFalse();
    }
  }

  @Test
  default void openingWhatIsMissingFails() {
    assertThat(repositories().exists(1)).isFalse();
    assertThatExceptionOfType(RepositoryNotFoundException.class)
        .isThrownBy(() -> repositories().open(1).close());
  }

  @Test
  default void aDeletedRepositoryIsGoneAtOnceEvenWhereItIsOpen() throws IOException {
    repositories().create(1, "main", Content.EMPTY);
    repositories().create(2, "main", Content.EMPTY);
    ObjectId blob = insert(1);
    try (Repository open = repositories().open(1)) {
      assertThat(open.getObjectDatabase().has(blob)).isTrue();
      repositories().delete(1);
      assertThat(repositories().exists(1)).isFalse();
      openingWhatIsMissingFails();
    }
    assertThat(repositories().exists(2)).isTrue();
    repositories().create(1, "main", Content.EMPTY);
    try (Repository repository = repositories().open(1)) {
      assertThat(repository.getObjectDatabase().has(blob)).isFalse();
    }
  }

  @Test
  default void deletingWhatIsMissingHasNoEffect() throws IOException {
    repositories().delete(1);
    assertThat(repositories().exists(1)).isFalse();
  }

  @Test
  default void whatWasReceivedCanBeMadeToLast() throws IOException {
    repositories().create(1, "main", Content.EMPTY);
    ObjectId blob = insert(1);
    repositories().persistObjects(1);
    repositories().persistRefs(1, List.of("refs/heads/a/b", "refs/tags/gone", Constants.HEAD));
    try (Repository repository = repositories().open(1)) {
      assertThat(repository.getObjectDatabase().has(blob)).isTrue();
    }
  }

  private ObjectId insert(long projectId) throws IOException {
    try (Repository repository = repositories().open(projectId)) {
      return insert(repository);
    }
  }

  private static ObjectId insert(Repository repository) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, new byte[] {42});
      inserter.flush();
      return id;
    }
  }
}
