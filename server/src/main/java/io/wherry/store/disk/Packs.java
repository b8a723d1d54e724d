package io.wherry.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packs of a repository across a repack. JGit moves those that it replaced into a directory
 * aside; there they stay until the new one is on the disk under its name, and from there they come
 * back where that was never known to be so.
 */
final class Packs {
  private static final String ASIDE = "preserved";
  private static final String MARK = ".old-";
  private static final String PREFIX = "pack-";
  private static final String INDEX = ".idx";
  private static final String PUSHED = ".keep";

  private Packs() {}

  /** Returns once a repack would survive a loss of power, and what it replaced is gone. */
  static void forgetReplaced(Path packs) throws IOException {
    DurableFiles.syncDirectory(packs);
    DurableFiles.deleteTree(packs.resolve(ASIDE));
  }

  /**
   * Makes of the directory what it was before a push or repack that did not come to its end. A pack
   * without its index is nothing to JGit, and yet keeps the same one from being pushed again.
   */
  static void settle(Path packs) throws IOException {
    restoreReplaced(packs);
    Leftovers.delete(packs, "{gc_*_tmp,*.lock,*.keep,*.new}");
    Set<String> whole = whole(packs);
    for (Path file : Leftovers.list(packs, PREFIX + "*")) {
      if (!whole.contains(nameOf(file))) {
        Files.deleteIfExists(file);
      }
    }
    TornPack.mendAll(packs);
  }

  /** Also while others push; without effect where the last repack came to its end. */
  static void restoreReplaced(Path packs) throws IOException {
    Path aside = packs.resolve(ASIDE);
    List<Path> replaced = Leftovers.list(aside, "*" + MARK + "*");
    Set<String> whole = whole(packs);
    for (Path file : replaced) {
      if (!whole.contains(nameOf(file))) {
        Path place = packs.resolve(fileName(file).replace(MARK, "."));
        Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
        // It counts as new: else nothing would call for the repack that has to be done again.
        Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
      }
    }
    if (Files.exists(aside)) {
      forgetReplaced(packs);
    }
  }

  /**
   * A pack that came while a repack ran is no part of it, and yet older than its end. A push marks
   * its pack until its refs are written, before which it waits for the repack.
   */
  static void countPushedAsNew(Path packs) throws IOException {
    for (Path mark : Leftovers.list(packs, PREFIX + "*" + PUSHED)) {
      Path pack = packs.resolve(nameOf(mark) + ".pack");
      // Of another push, which has only begun to bring it, there is none yet.
      if (Files.exists(pack)) {
        Files.setLastModifiedTime(pack, FileTime.from(Instant.now()));
      }
    }
  }

  /** Packs with their index. */
  private static Set<String> whole(Path packs) throws IOException {
    Set<String> whole = names(packs, "*.pack");
    whole.retainAll(names(packs, "*" + INDEX));
    return whole;
  }

  private static Set<String> names(Path packs, String glob) throws IOException {
    return Leftovers.list(packs, glob).stream()
        .map(Packs::nameOf)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Without the ending. */
  private static String nameOf(Path file) {
    return fileName(file).replaceAll("\\..*", "");
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }
}
