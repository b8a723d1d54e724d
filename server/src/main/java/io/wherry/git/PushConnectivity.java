package io.wherry.git;

import io.wherry.repository.Submodules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.ConnectivityChecker;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;

/**
 * Refuses a push that would leave a ref with something missing behind it. JGit's own check reads
 * every new object a second time, and every ref there is; that is spared where the objects that
 * came show that it is not needed.
 */
final class PushConnectivity implements ConnectivityChecker {
  /** Each would be a file of its own after the next repack; clients send none. */
  private static final int MOST_UNNAMED = 10_000;

  private final ConnectivityChecker thorough;
  private final PushedObjects pushed;
  private final ObjectChecker checker;

  /**
   * @param checker what it finds is looked at afterwards
   */
  PushConnectivity(ConnectivityChecker thorough, PushedObjects pushed, ObjectChecker checker) {
    this.thorough = thorough;
    this.pushed = pushed;
    this.checker = checker;
  }

  @Override
  public void checkConnectivity(
      ConnectivityCheckInfo info, Set<ObjectId> haves, ProgressMonitor monitor) throws IOException {
    Optional<ObjectId> misnamed = pushed.misnamed();
    if (misnamed.isPresent()) {
      throw new CorruptObjectException(misnamed.get(), "it is named as another kind of object");
    }
    if (pushed.unnamed() > MOST_UNNAMED + info.getCommands().size()) {
      throw new PackProtocolException("the pack is full of objects that nothing names");
    }
    Optional<PushedObjects.Outside> outside = pushed.outside(tips(info));
    if (outside.isPresent() && outside.get().isEmpty()) {
      return;
    }
    Set<ObjectId> borders = outside.map(named -> borders(named.commits(), haves)).orElse(haves);
    thorough.checkConnectivity(info, borders, monitor);
    // What a refused push has left behind was not looked at with the objects that came.
    Submodules.collect(info.getRepository(), tips(info), borders, checker);
  }

  /**
   * Where everything from outside hangs on the values of a few refs, those are enough to stop at.
   * To stop at fewer can only mean to check more.
   */
  private static Set<ObjectId> borders(Set<ObjectId> commits, Set<ObjectId> haves) {
    return haves.containsAll(commits) ? commits : haves;
  }

  private static List<ObjectId> tips(ConnectivityCheckInfo info) {
    return info.getCommands().stream()
        .filter(command -> command.getResult() == Result.NOT_ATTEMPTED)
        .filter(command -> command.getType() != ReceiveCommand.Type.DELETE)
        .map(ReceiveCommand::getNewId)
        .toList();
  }
}
