package io.wherry.store.disk;

import io.wherry.repository.GitRepositories;
import io.wherry.repository.Growth;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/**
 * Bare repositories in a directory, spread by the low bytes of the project id: project 258 lies in
 * {@code 02/01/258.git}. Open repositories are shared and counted.
 */
public final class DiskRepositories implements GitRepositories {
  private final Path root;
  private final Path scratch;
  private final RefsVersions versions = new RefsVersions();

  /** Both directories must lie on one file system. */
  public DiskRepositories(Path root, Path scratch) {
    this.root = root;
    this.scratch = scratch;
  }

  @Override
  public void create(long projectId, String branch, Content content) throws IOException {
    Path home = home(projectId);
    if (Files.exists(home)) {
      return;
    }
    Path draft = Files.createDirectories(scratch).resolve(UUID.randomUUID() + ".git");
    try {
      write(draft, branch, content);
      DurableFiles.syncTree(draft);
      Path shard = DurableFiles.createDirectories(parent(home));
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.syncDirectory(shard);
    } finally {
      DurableFiles.deleteTree(draft);
    }
  }

  private static void write(Path directory, String branch, Content content) throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build()) {
      repository.create(true);
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
      content.fill(repository);
      if (Repack.growth(directory).newPacks() > 0) {
        // Without a bitmap the first clones would cost many times the memory and time.
        Repack.run(repository);
      }
    }
  }

  @Override
  public Repository open(long projectId) throws IOException {
    return RepositoryCache.open(location(projectId), true);
  }

  /** Directories alone are what a push leaves that writes its refs after a deletion. */
  @Override
  public boolean exists(long projectId) {
    return Files.exists(home(projectId).resolve(Constants.HEAD));
  }

  @Override
  public Optional<String> defaultBranch(long projectId) throws IOException {
    try (Repository repository = open(projectId)) {
      return Optional.ofNullable(repository.getFullBranch()).map(Repository::shortenRefName);
    } catch (RepositoryNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(long projectId) throws IOException {
    Path home = home(projectId);
    if (!Files.exists(home)) {
      return;
    }
    Path rubbish = Files.createDirectories(scratch).resolve(UUID.randomUUID() + ".deleted");
    try {
      Files.move(home, rubbish, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // Somebody else was quicker.
      return;
    }
    RepositoryCache.unregister(location(projectId));
    DurableFiles.syncDirectory(parent(home));
    versions.forget(home);
    DurableFiles.deleteTree(rubbish);
  }

  @Override
  public void deleteRemains(long projectId) throws IOException {
    Path objects = home(projectId).resolve("objects");
    try {
      if (!exists(projectId) && (Files.notExists(objects) || DurableFiles.isEmptyTree(objects))) {
        delete(projectId);
      }
    } catch (NoSuchFileException e) {
      // Somebody else was quicker.
    }
  }

  @Override
  public void persistObjects(long projectId) throws IOException {
    Packs.countPushedAsNew(home(projectId).resolve("objects/pack"));
    DurableFiles.syncDirectory(home(projectId).resolve("objects/pack"));
    DurableFiles.syncDirectory(home(projectId).resolve("objects"));
  }

  @Override
  public void persistRefs(long projectId, Collection<String> names) throws IOException {
    Path home = home(projectId);
    Set<Path> directories = new LinkedHashSet<>();
    for (String name : names) {
      for (Path above = parent(home.resolve(name)); above.startsWith(home); above = parent(above)) {
        directories.add(above);
      }
    }
    for (Path directory : directories) {
      syncUnlessGone(directory);
    }
  }

  /** One that held only refs that are deleted by now, by this push or another one, is no more. */
  private static void syncUnlessGone(Path directory) throws IOException {
    try {
      DurableFiles.syncDirectory(directory);
    } catch (FileSystemException e) {
      if (Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  @Override
  public void maintain(long projectId) throws IOException {
    try (Repository repository = open(projectId)) {
      Repack.run(repository);
    }
  }

  @Override
  public Growth growth(long projectId) throws IOException {
    if (!exists(projectId)) {
      throw new RepositoryNotFoundException(home(projectId).toString());
    }
    return Repack.growth(home(projectId));
  }

  @Override
  public boolean hasLooseRefs(long projectId, int many) throws IOException {
    return LooseRefs.areAtLeast(many, home(projectId));
  }

  @Override
  public String refsVersion(long projectId) throws IOException {
    return versions.of(home(projectId), () -> open(projectId));
  }

  /** Every repository that lies in such a directory. */
  static List<Path> all(Path root) throws IOException {
    var repositories = new ArrayList<Path>();
    for (Path first : Leftovers.list(root, "*")) {
      for (Path second : Leftovers.list(first, "*")) {
        repositories.addAll(Leftovers.list(second, "*.git"));
      }
    }
    return repositories;
  }

  /** The ids of their projects. */
  static Set<Long> projects(Path root) throws IOException {
    return all(root).stream()
        .map(home -> String.valueOf(home.getFileName()).replace(".git", ""))
        .filter(name -> name.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private RepositoryCache.FileKey location(long projectId) {
    return RepositoryCache.FileKey.exact(home(projectId).toFile(), FS.DETECTED);
  }

  private Path home(long projectId) {
    String first = "%02x".formatted(projectId & 0xff);
    String second = "%02x".formatted(projectId >> 8 & 0xff);
    return root.resolve(first).resolve(second).resolve(projectId + ".git");
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " has no parent");
    }
    return parent;
  }
}
