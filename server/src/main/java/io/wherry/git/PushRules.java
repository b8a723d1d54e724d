package io.wherry.git;

import io.wherry.repository.HiddenRefs;
import io.wherry.repository.RefNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/** Which ref updates of a push are refused before any of them is made. */
final class PushRules {
  private static final int MOST_TAGS = 100;

  private final int maxRefs;
  private final BooleanSupplier rewriting;
  private final RightToPush right;

  /**
   * @param maxRefs how many refs a repository may have
   * @param rewriting whether branches may be deleted and the default one forced
   * @param right whether whoever pushes may do so at this moment
   */
  PushRules(int maxRefs, BooleanSupplier rewriting, RightToPush right) {
    this.maxRefs = maxRefs;
    this.rewriting = rewriting;
    this.right = right;
  }

  /** Gives those commands their result that are refused. */
  void apply(ReceivePack push, Collection<ReceiveCommand> commands) {
    Optional<String> loss = right.loss();
    if (loss.isPresent()) {
      commands.forEach(command -> reject(command, loss.get()));
      return;
    }
    commands.stream()
        .filter(command -> HiddenRefs.isHidden(command.getRefName()))
        .forEach(command -> reject(command, "the server keeps refs of this name for itself"));
    commands.forEach(
        command -> RefNames.fault(command.getRefName()).ifPresent(why -> reject(command, why)));
    // One that came with an import can be updated and deleted.
    pending(commands, ReceiveCommand.Type.CREATE).stream()
        .filter(command -> looksLikeAnOption(command.getRefName()))
        .forEach(command -> reject(command, "a part of the name begins with a dash"));
    commands.stream()
        .filter(command -> command.getRefName().startsWith(Constants.R_HEADS))
        .filter(command -> command.getType() != ReceiveCommand.Type.DELETE)
        .filter(command -> !isCommit(push, command.getNewId()))
        .forEach(command -> reject(command, "a branch names a commit, and this is none"));
    commands.stream()
        .filter(command -> command.getType() != ReceiveCommand.Type.DELETE)
        .filter(command -> isDeep(push.getRevWalk(), command.getNewId()))
        .forEach(command -> reject(command, "it is a tag of more than " + MOST_TAGS + " tags"));
    if (!rewriting.getAsBoolean()) {
      refuseRewriting(push.getRepository(), commands);
    }
    limitRefs(push.getRepository(), commands);
  }

  private static void refuseRewriting(Repository repository, Collection<ReceiveCommand> commands) {
    commands.stream()
        .filter(command -> command.getRefName().startsWith(Constants.R_HEADS))
        .filter(command -> command.getType() == ReceiveCommand.Type.DELETE)
        .forEach(command -> reject(command, "only maintainers may delete branches here"));
    String standard = defaultBranch(repository);
    commands.stream()
        .filter(command -> command.getRefName().equals(standard))
        .filter(command -> command.getType() == ReceiveCommand.Type.UPDATE_NONFASTFORWARD)
        .forEach(
            command -> reject(command, "only maintainers may force-push the default branch here"));
  }

  private static String defaultBranch(Repository repository) {
    try {
      return String.valueOf(repository.getFullBranch());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void limitRefs(Repository repository, Collection<ReceiveCommand> commands) {
    List<ReceiveCommand> created = pending(commands, ReceiveCommand.Type.CREATE);
    long deleted =
        pending(commands, ReceiveCommand.Type.DELETE).stream()
            .filter(command -> exists(repository, command.getRefName()))
            .count();
    if (!created.isEmpty() && count(repository) + created.size() - deleted > maxRefs) {
      created.forEach(command -> reject(command, "a repository has at most " + maxRefs + " refs"));
    }
  }

  private static List<ReceiveCommand> pending(
      Collection<ReceiveCommand> commands, ReceiveCommand.Type type) {
    return commands.stream()
        .filter(command -> command.getType() == type)
        .filter(command -> command.getResult() == Result.NOT_ATTEMPTED)
        .toList();
  }

  private static boolean exists(Repository repository, String ref) {
    try {
      return repository.exactRef(ref) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(Repository repository) {
    try {
      return repository.getRefDatabase().getRefs().size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such a name is legal, and an accident waiting in every script that handles it. */
  private static boolean looksLikeAnOption(String name) {
    return name.contains("/-");
  }

  /** Git cannot clone a repository whose branch is, for example, an annotated tag. */
  private static boolean isCommit(ReceivePack push, ObjectId id) {
    try {
      return push.getRevWalk().parseAny(id) instanceof RevCommit;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Git signs a tag that is there already once or twice; each list of refs follows them all. */
  private static boolean isDeep(RevWalk walk, ObjectId id) {
    try {
      RevObject object = walk.parseAny(id);
      for (int tags = 0; object instanceof RevTag tag; tags++) {
        if (tags == MOST_TAGS) {
          return true;
        }
        object = walk.parseAny(tag.getObject());
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void reject(ReceiveCommand command, String why) {
    if (command.getResult() == Result.NOT_ATTEMPTED) {
      command.setResult(Result.REJECTED_OTHER_REASON, why);
    }
  }
}
