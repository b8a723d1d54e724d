package io.wherry.store.disk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/**
 * A pack beside the index of another one. JGit names a pack by the objects in it: a repack that
 * finds no new ones writes its pack over the old one, and then the index over that of the old one.
 * To be killed in between would be the end of both.
 */
final class TornPack {
  private static final String TORN = "torn-";
  private static final int CHECKSUM_BYTES = 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private TornPack() {}

  /**
   * Gives each of them an index of its own; one that is damaged is left aside, and keeps no server
   * from starting.
   */
  static void mendAll(Path packs) throws IOException {
    for (Path pack : Leftovers.list(packs, "pack-*.pack")) {
      if (!fits(pack)) {
        setAside(pack);
      }
    }
    for (Path torn : Leftovers.list(packs, TORN + "*")) {
      if (isWhole(torn)) {
        mend(packs, torn);
      }
    }
  }

  /** A pack ends with the checksum of all before. */
  private static boolean isWhole(Path pack) throws IOException {
    MessageDigest digest = Constants.newMessageDigest();
    try (var channel = FileChannel.open(pack)) {
      long end = channel.size() - CHECKSUM_BYTES;
      var buffer = ByteBuffer.allocate(BUFFER_BYTES);
      for (long at = 0; at < end; at += buffer.limit()) {
        channel.read(buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at)), at);
        digest.update(buffer.flip());
      }
    }
    return checksum(pack, CHECKSUM_BYTES).equals(ByteBuffer.wrap(digest.digest()));
  }

  /** An index ends with the checksum of its pack, which is the pack's end, and its own. */
  private static boolean fits(Path pack) throws IOException {
    Path index = Path.of(pack.toString().replaceAll("pack$", "idx"));
    return checksum(pack, CHECKSUM_BYTES).equals(checksum(index, 2 * CHECKSUM_BYTES));
  }

  private static ByteBuffer checksum(Path file, int beforeEnd) throws IOException {
    var bytes = ByteBuffer.allocate(CHECKSUM_BYTES);
    try (var channel = FileChannel.open(file)) {
      channel.read(bytes, Math.max(0, channel.size() - beforeEnd));
    }
    return bytes.flip();
  }

  /**
   * The pack first: should this be cut off too, what is left of the others is no use to anybody.
   */
  private static void setAside(Path pack) throws IOException {
    String name = String.valueOf(pack.getFileName());
    Files.move(pack, pack.resolveSibling(TORN + name));
    Leftovers.delete(pack.resolveSibling("."), name.replaceAll("pack$", "*"));
  }

  private static void mend(Path packs, Path torn) throws IOException {
    Path home = packs.resolve("../..").normalize();
    try (Repository repository =
            new FileRepositoryBuilder().setGitDir(home.toFile()).setBare().build();
        ObjectInserter inserter = repository.newObjectInserter();
        InputStream in = new BufferedInputStream(Files.newInputStream(torn))) {
      PackParser parser = inserter.newPackParser(in);
      parser.parse(NullProgressMonitor.INSTANCE);
      inserter.flush();
    } catch (CorruptObjectException e) {
      return;
    }
    DurableFiles.syncDirectory(packs);
    Files.deleteIfExists(torn);
  }
}
