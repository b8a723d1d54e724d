package io.wherry.repository;

import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Branches, tags and commits of repositories, as people look at them. Only what visible refs reach
 * is there. Every method throws {@code NOT_FOUND} where there is no such repository, and bounds the
 * work that a single call causes. Thread-safe.
 */
public final class History {
  private final GitRepositories repositories;

  public History(GitRepositories repositories) {
    this.repositories = repositories;
  }

  /** Who did something, and when. */
  public record Signature(String name, String email, Instant at) {}

  /**
   * One commit.
   *
   * @param message cut where it is very long
   * @param parents their ids
   */
  public record Commit(
      String id, String message, Signature author, Signature committer, List<String> parents) {
    public Commit {
      parents = List.copyOf(parents);
    }

    /** The first line of the message. */
    public String title() {
      return message.lines().findFirst().orElse("");
    }
  }

  /**
   * One branch.
   *
   * @param standard whether it is the one that a clone checks out
   * @param merged whether it is known that the default branch contains it, and is further
   */
  public record Branch(String name, Commit tip, boolean standard, boolean merged) {}

  /**
   * One tag.
   *
   * @param target the id of the object that it names: for an annotated tag that of the annotation
   * @param message of an annotated tag
   * @param made when an annotated tag was made
   * @param commit empty where it names something else in the end
   */
  public record Tag(
      String name,
      String target,
      Optional<String> message,
      Optional<Instant> made,
      Optional<Commit> commit) {}

  /**
   * Which tags are wanted, and in which order.
   *
   * @param search a part of the name; {@code ^} before it stands for the beginning, {@code $}
   *     behind it for the end
   * @param byDate whether by date; where there are very many tags, and else, by name
   */
  public record TagQuery(String search, boolean byDate, boolean descending) {}

  /**
   * Which commits are wanted.
   *
   * @param revision a branch, a tag or the id of a commit from which to go back; HEAD if empty
   * @param path of a file or directory that they change; empty for any
   */
  public record CommitQuery(
      Optional<String> revision, String path, Optional<Instant> since, Optional<Instant> until) {}

  /**
   * By name.
   *
   * @param search as in {@link TagQuery}
   */
  public Page<Branch> branches(long projectId, String search, PageRequest page) throws IOException {
    return read(projectId, (git, walk) -> new Branches(git, walk).page(search, page));
  }

  public Optional<Branch> branch(long projectId, String name) throws IOException {
    return read(projectId, (git, walk) -> new Branches(git, walk).find(name));
  }

  public Page<Tag> tags(long projectId, TagQuery query, PageRequest page) throws IOException {
    return read(projectId, (git, walk) -> new Tags(git, walk).page(query, page));
  }

  public Optional<Tag> tag(long projectId, String name) throws IOException {
    return read(projectId, (git, walk) -> new Tags(git, walk).find(name));
  }

  /**
   * The latest first; how many there are is not counted. Empty where the revision is unknown;
   * throws {@code INVALID} where the page lies too far back.
   */
  public Optional<Page<Commit>> commits(long projectId, CommitQuery query, PageRequest page)
      throws IOException {
    return read(projectId, (git, walk) -> new Commits(git).page(query, page));
  }

  /**
   * One commit.
   *
   * @param revision a branch, a tag or an id, which may be shortened
   */
  public Optional<Commit> commit(long projectId, String revision) throws IOException {
    return read(projectId, (git, walk) -> new Commits(git).find(revision));
  }

  /** What looks into one repository. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Repository repository, RevWalk walk) throws IOException;
  }

  /** A repository that goes away under the reading looks empty, or breaks off: it is none. */
  private <T> T read(long projectId, Reading<T> reading) throws IOException {
    try (var repository = repositories.open(projectId);
        var walk = new RevWalk(repository)) {
      T found = reading.read(repository, walk);
      if (repositories.exists(projectId)) {
        return found;
      }
    } catch (IOException | UncheckedIOException e) {
      if (repositories.exists(projectId)) {
        throw e;
      }
    }
    throw new ProblemException(Problem.NOT_FOUND, "Repository Not Found");
  }
}
