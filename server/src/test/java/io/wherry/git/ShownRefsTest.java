package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.repository.GitRepositories.Content;
import io.wherry.store.disk.DiskRepositories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of a repository that goes away between its opening and the reading of its refs. */
class ShownRefsTest {
  private static final String BRANCH = "refs/heads/main";

  @Test
  void repositoryThatGoesAwayIsNotShownAsAnEmptyOne(@TempDir Path directory) throws IOException {
    var repositories =
        new DiskRepositories(directory.resolve("repositories"), directory.resolve("scratch"));
    repositories.create(1, "main", Content.EMPTY);
    var shown = new ShownRefs(repositories, 1);
    try (Repository repository = repositories.open(1)) {
      Commits.commit(repository, BRANCH, new byte[1]);
      assertThat(shown.filter(refs(repository))).containsKey(BRANCH);

      repositories.delete(1);

      Map<String, Ref> left = refs(repository);
      assertThat(left).as("what JGit finds then").doesNotContainKey(BRANCH);
      assertThatThrownBy(() -> shown.filter(left))
          .hasCauseInstanceOf(RepositoryNotFoundException.class);
    }
  }

  private static Map<String, Ref> refs(Repository repository) throws IOException {
    return repository.getRefDatabase().getRefs().stream()
        .collect(Collectors.toMap(Ref::getName, Function.identity()));
  }
}
