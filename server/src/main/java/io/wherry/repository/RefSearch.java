package io.wherry.repository;

import io.wherry.page.PageRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Finds refs by parts of their names. */
final class RefSearch {
  private RefSearch() {}

  /** In the order of their names, those below such a prefix as {@code refs/heads/}. */
  static List<Ref> all(Repository repository, String prefix, String search) throws IOException {
    return repository.getRefDatabase().getRefsByPrefix(prefix).stream()
        .filter(ref -> ref.getObjectId() != null)
        .filter(ref -> matches(ref.getName().substring(prefix.length()), search))
        .sorted(Comparator.comparing(Ref::getName))
        .toList();
  }

  private static boolean matches(String name, String search) {
    String lower = name.toLowerCase(Locale.ROOT);
    String part = search.toLowerCase(Locale.ROOT);
    if (part.startsWith("^")) {
      return lower.startsWith(part.substring(1));
    }
    return part.endsWith("$")
        ? lower.endsWith(part.substring(0, part.length() - 1))
        : lower.contains(part);
  }

  /** The one of that very name; empty where it is none, or no name that a ref can have. */
  static Optional<Ref> one(Repository repository, String fullName) throws IOException {
    return fullName.equals(Constants.HEAD) || Repository.isValidRefName(fullName)
        ? Optional.ofNullable(repository.exactRef(fullName))
            .filter(ref -> ref.getObjectId() != null)
        : Optional.empty();
  }

  static <T> List<T> part(List<T> all, PageRequest page) {
    int from = (int) Math.min(page.offset(), all.size());
    return all.subList(from, (int) Math.min((long) from + page.size(), all.size()));
  }
}
