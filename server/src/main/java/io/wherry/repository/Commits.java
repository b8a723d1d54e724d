package io.wherry.repository;

import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.History.Commit;
import io.wherry.repository.History.CommitQuery;
import io.wherry.repository.History.Signature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.TreeRevFilter;
import org.eclipse.jgit.revwalk.filter.AndRevFilter;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** The commits of one repository. */
final class Commits {
  /** How many commits one request may pass by; each costs little, where a path is given more. */
  private static final int MOST_PASSED = 100_000;

  /** A page has a hundred of them. */
  private static final int LONGEST_MESSAGE = 1 << 16;

  private final Repository repository;

  Commits(Repository repository) {
    this.repository = repository;
  }

  Optional<Commit> find(String revision) throws IOException {
    Optional<ObjectId> id = Revisions.find(repository, revision);
    return id.isEmpty() ? Optional.empty() : read(List.of(id.get())).stream().findFirst();
  }

  /** Empty where the revision is unknown. */
  Optional<Page<Commit>> page(CommitQuery query, PageRequest page) throws IOException {
    Optional<ObjectId> start = Revisions.find(repository, query.revision().orElse(Constants.HEAD));
    if (start.isEmpty()) {
      return query.revision().isEmpty() || Revisions.isEmpty(repository)
          ? Optional.of(new Page<>(List.of(), page, 0, false))
          : Optional.empty();
    }
    if (page.offset() > MOST_PASSED) {
      throw tooFar();
    }
    List<ObjectId> ids = walk(start.get(), query, page);
    boolean more = ids.size() > page.size();
    List<Commit> commits = read(more ? ids.subList(0, page.size()) : ids);
    return Optional.of(new Page<>(commits, page, Page.NOT_COUNTED, more));
  }

  /** Those of the page and one more, where there is one. */
  private List<ObjectId> walk(ObjectId start, CommitQuery query, PageRequest page)
      throws IOException {
    var ids = new ArrayList<ObjectId>();
    try (var walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      walk.markStart(walk.parseCommit(start));
      walk.setRevFilter(filter(walk, query));
      long left = page.offset();
      RevCommit next = walk.next();
      while (next != null && ids.size() <= page.size()) {
        if (left > 0) {
          left--;
        } else {
          ids.add(next.copy());
        }
        next = walk.next();
      }
    }
    return ids;
  }

  private static RevFilter filter(RevWalk walk, CommitQuery query) {
    RevFilter filter = new Budget();
    if (query.since().isPresent()) {
      filter = AndRevFilter.create(filter, CommitTimeRevFilter.after(query.since().get()));
    }
    if (query.until().isPresent()) {
      filter = AndRevFilter.create(filter, CommitTimeRevFilter.before(query.until().get()));
    }
    if (!query.path().isEmpty()) {
      TreeFilter changed =
          AndTreeFilter.create(PathFilter.create(query.path()), TreeFilter.ANY_DIFF);
      filter = AndRevFilter.create(filter, new TreeRevFilter(walk, changed));
    }
    return filter;
  }

  /** Lets pass so many commits and then gives up. */
  private static final class Budget extends RevFilter {
    private int left = MOST_PASSED;

    @Override
    public boolean include(RevWalk walk, RevCommit commit) {
      if (left == 0) {
        throw tooFar();
      }
      left--;
      return true;
    }

    @Override
    public boolean requiresCommitBody() {
      return false;
    }

    @Override
    public RevFilter clone() {
      return new Budget();
    }
  }

  private static ProblemException tooFar() {
    return new ProblemException(
        Problem.INVALID,
        "this would pass by more than "
            + MOST_PASSED
            + " commits: begin further back by ref_name, or end sooner by since");
  }

  /** With parents as they are: a walk by path cuts some of them off. */
  private List<Commit> read(List<ObjectId> ids) throws IOException {
    var commits = new ArrayList<Commit>();
    try (var walk = new RevWalk(repository)) {
      for (ObjectId id : ids) {
        commits.add(read(walk, walk.parseCommit(id)));
      }
    }
    return commits;
  }

  /** Holds what may be long no longer than it takes. */
  static Commit read(RevWalk walk, RevCommit commit) throws IOException {
    walk.parseBody(commit);
    Instant committed = Instant.ofEpochSecond(commit.getCommitTime());
    var read =
        new Commit(
            commit.name(),
            cut(commit.getFullMessage()),
            signature(person(commit::getAuthorIdent), committed),
            signature(person(commit::getCommitterIdent), committed),
            Arrays.stream(commit.getParents()).map(RevCommit::name).toList());
    commit.disposeBody();
    return read;
  }

  /** Old programs wrote signatures that nobody can read. */
  private static Signature signature(Optional<PersonIdent> ident, Instant otherwise) {
    return ident
        .map(who -> new Signature(who.getName(), who.getEmailAddress(), who.getWhenAsInstant()))
        .orElse(new Signature("", "", otherwise));
  }

  /** Empty where there is none, and where its date is none that Java knows. */
  static Optional<PersonIdent> person(Supplier<@Nullable PersonIdent> ident) {
    try {
      return Optional.ofNullable(ident.get());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static String cut(String message) {
    return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
  }
}
