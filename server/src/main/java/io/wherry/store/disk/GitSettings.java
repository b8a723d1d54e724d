package io.wherry.store.disk;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The Git configuration that holds for every repository, in place of the host's: nothing that
 * stands in a home directory or in {@code /etc} reaches the server, and nothing is written there.
 */
public final class GitSettings {
  private static final long LARGEST_PACK_CACHE = 1L << 30;
  private static final int WINDOW_BYTES = 64 << 10;
  private static final Duration COARSEST_TIMESTAMP = Duration.ofSeconds(2);

  /**
   * JGit syncs neither objects nor refs unless it is told to. From a commit without a bitmap a
   * fetch walks to the next one that has it, so the newest have one each: a fetch of 200 commits
   * costs a third, a repack up to twice as much. Old history has dates and modes in odd forms,
   * which do no harm.
   */
  private static final String CONFIG =
      """
      [core]
        fsyncObjectFiles = true
        fsyncRefFiles = true
        commitGraph = true
        logAllRefUpdates = false
      [receive]
        fsckObjects = true
        autogc = false
      [fsck]
        allowInvalidPersonIdent = true
        allowLeadingZeroFileMode = true
      [uploadpack]
        allowFilter = true
      [gc]
        auto = 0
        autoDetach = false
        writeCommitGraph = true
        prunePackExpire = now
      [pack]
        threads = 1
        windowMemory = 16m
        deltaCacheSize = 16m
        bitmapContiguousCommitCount = 500
        bitmapInactiveBranchAgeInDays = 365
      """;

  private GitSettings() {}

  /**
   * To be called once, before the first repository is opened.
   *
   * @param openPacks how many files of packs are kept open
   */
  public static void install(int openPacks) {
    SystemReader.setInstance(new Reader(SystemReader.getInstance()));
    var cache = new WindowCacheConfig();
    cache.setPackedGitLimit(Math.min(LARGEST_PACK_CACHE, Runtime.getRuntime().maxMemory() / 4));
    cache.setPackedGitWindowSize(WINDOW_BYTES);
    cache.setPackedGitOpenFiles(openPacks);
    cache.setExposeStatsViaJmx(false);
    cache.install();
  }

  /** A configuration that is never read from and never written to a file. */
  private static final class Fixed extends FileBasedConfig {
    Fixed(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    /**
     * JGit would measure the file system's clock for three seconds, within the first request and
     * with probe files among the refs. Told that any time stamp may be two seconds off, as on the
     * coarsest file systems, it looks again into files that are younger than that.
     */
    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long missing, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(COARSEST_TIMESTAMP)
          : super.getTimeUnit(section, subsection, name, missing, unit);
    }
  }

  private static final class Reader extends SystemReader.Delegate {
    Reader(SystemReader host) {
      super(host);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
      var fixed = new Fixed(parent, fs);
      try {
        fixed.fromText(CONFIG);
      } catch (ConfigInvalidException e) {
        throw new IllegalStateException(e);
      }
      return fixed;
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      return new Fixed(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
      return new Fixed(parent, fs);
    }

    /** Hides what the host's environment tells Git, such as {@code GIT_DIR}. */
    @Override
    public @Nullable String getenv(String variable) {
      return variable.startsWith("GIT_") ? null : super.getenv(variable);
    }
  }
}
