package io.wherry.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.History.CommitQuery;
import io.wherry.repository.History.TagQuery;
import io.wherry.store.disk.DiskRepositories;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A repository that is deleted while somebody looks into it is none, and not an empty one. */
class HistoryTest {
  private static final long PROJECT = 1;
  private static final PageRequest PAGE = new PageRequest(1, 20);

  @TempDir private Path room;

  private enum Look {
    BRANCHES {
      @Override
      void into(History history) throws IOException {
        history.branches(PROJECT, "", PAGE);
      }
    },
    TAGS {
      @Override
      void into(History history) throws IOException {
        history.tags(PROJECT, new TagQuery("", true, true), PAGE);
      }
    },
    COMMITS {
      @Override
      void into(History history) throws IOException {
        var all = new CommitQuery(Optional.empty(), "", Optional.empty(), Optional.empty());
        history.commits(PROJECT, all, PAGE);
      }
    };

    abstract void into(History history) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void goneRepositoryIsNotAnEmptyOne(Look look) throws Exception {
    var disk = new DiskRepositories(room.resolve("repositories"), room.resolve("scratch"));
    disk.create(PROJECT, "main", GitRepositories.Content.EMPTY);
    var history = new History(deletingWhenOpened(disk));

    assertThatThrownBy(() -> look.into(history))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> assertThat(refusal.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  private static GitRepositories deletingWhenOpened(DiskRepositories disk) {
    return (GitRepositories)
        Proxy.newProxyInstance(
            GitRepositories.class.getClassLoader(),
            new Class<?>[] {GitRepositories.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(disk, arguments);
              if (method.getName().equals("open")) {
                disk.delete(PROJECT);
              }
              return result;
            });
  }
}
