package io.wherry.repository;

import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.repository.History.Commit;
import io.wherry.repository.History.Tag;
import io.wherry.repository.History.TagQuery;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** The tags of one repository. */
final class Tags {
  private final Repository repository;
  private final RevWalk walk;

  Tags(Repository repository, RevWalk walk) {
    this.repository = repository;
    this.walk = walk;
    walk.setRetainBody(false);
  }

  Page<Tag> page(TagQuery query, PageRequest page) throws IOException {
    List<Ref> all = sorted(RefSearch.all(repository, Constants.R_TAGS, query.search()), query);
    var tags = new ArrayList<Tag>();
    for (Ref ref : RefSearch.part(all, page)) {
      tags.add(read(ref));
    }
    return new Page<>(tags, page, all.size(), page.offset() + page.size() < all.size());
  }

  Optional<Tag> find(String name) throws IOException {
    Optional<Ref> ref = RefSearch.one(repository, Constants.R_TAGS + name);
    return ref.isEmpty() ? Optional.empty() : Optional.of(read(ref.get()));
  }

  /** Those of the same date by name. */
  private List<Ref> sorted(List<Ref> byName, TagQuery query) throws IOException {
    var sorted = new ArrayList<>(byName);
    // For a date every tag has to be read.
    if (query.byDate() && byName.size() <= Page.MOST_COUNTED) {
      Map<Ref, Instant> dates = new HashMap<>();
      for (Ref ref : byName) {
        dates.put(ref, date(ref));
      }
      sorted.sort(Comparator.comparing(ref -> dates.getOrDefault(ref, Instant.EPOCH)));
    }
    if (query.descending()) {
      Collections.reverse(sorted);
    }
    return sorted;
  }

  private Instant date(Ref ref) throws IOException {
    RevObject object = walk.parseAny(ref.getObjectId());
    Optional<Instant> made =
        object instanceof RevTag tag ? annotation(tag).made() : Optional.empty();
    if (made.isPresent()) {
      return made.get();
    }
    return walk.peel(object) instanceof RevCommit commit
        ? Instant.ofEpochSecond(commit.getCommitTime())
        : Instant.EPOCH;
  }

  /** What an annotated tag has more than another. */
  private record Annotation(Optional<String> message, Optional<Instant> made) {
    static final Annotation NONE = new Annotation(Optional.empty(), Optional.empty());
  }

  /** Holds what may be long no longer than it takes. */
  private Annotation annotation(RevTag tag) throws IOException {
    walk.parseBody(tag);
    var annotation =
        new Annotation(
            Optional.of(Commits.cut(tag.getFullMessage()).stripTrailing()),
            Commits.person(tag::getTaggerIdent).map(PersonIdent::getWhenAsInstant));
    tag.disposeBody();
    return annotation;
  }

  private Tag read(Ref ref) throws IOException {
    RevObject object = walk.parseAny(ref.getObjectId());
    Annotation annotation = object instanceof RevTag tag ? annotation(tag) : Annotation.NONE;
    Optional<Commit> commit =
        walk.peel(object) instanceof RevCommit found
            ? Optional.of(Commits.read(walk, found))
            : Optional.empty();
    return new Tag(
        ref.getName().substring(Constants.R_TAGS.length()),
        ObjectId.toString(ref.getObjectId()),
        annotation.message(),
        annotation.made(),
        commit);
  }
}
