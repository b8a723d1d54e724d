package io.wherry.repository.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.pack.PackConfig;

/** What {@code git fast-export} wrote, loaded into a repository that lives no longer than this. */
final class StreamSource implements Source {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(blob|checkpoint|alias|done)\n|(commit|tag|reset|feature|option|progress) |#");

  private static final int LARGEST_DELTA_BASE = 2 << 20;
  private static final int DELTA_MEMORY = 16 << 20;

  private final Path file;

  StreamSource(Path file) {
    this.file = file;
  }

  static boolean isStream(String start) {
    return COMMAND.matcher(start).lookingAt();
  }

  @Override
  public Bundle bundle(Path room) throws IOException {
    Path bundle = room.resolve("stream.bundle");
    var branches = new ArrayList<>(Bundle.USUAL_BRANCHES);
    try (Repository objects = throwAway(room.resolve("stream.git"));
        InputStream in = Files.newInputStream(file)) {
      Map<String, ObjectId> refs = FastImport.load(in, file, objects);
      boolean hasHistory = !refs.isEmpty();
      refs.keySet().removeIf(ref -> !Bundle.keeps(ref));
      if (hasHistory && refs.isEmpty()) {
        throw Bundle.nothingKept(file);
      }
      Bundle.write(bundle, objects, refs, compression());
      branches.addAll(refs.keySet());
    }
    return new Bundle(bundle, branches);
  }

  private static Repository throwAway(Path directory) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
    repository.create(true);
    StoredConfig config = repository.getConfig();
    String core = ConfigConstants.CONFIG_CORE_SECTION;
    config.setBoolean(core, null, "fsyncObjectFiles", false);
    config.setInt(core, null, ConfigConstants.CONFIG_KEY_COMPRESSION, Deflater.BEST_SPEED);
    config.save();
    return repository;
  }

  /** JGit looks for deltas with whole files in memory, on each core, and sets no limit itself. */
  private static PackConfig compression() {
    var compression = new PackConfig();
    compression.setBigFileThreshold(LARGEST_DELTA_BASE);
    compression.setDeltaSearchMemoryLimit(DELTA_MEMORY);
    return compression;
  }
}
