package io.wherry.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Something that is measured. */
enum Row {
  FULL("full clone", Kind.CLONE) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.cloning();
    }
  },
  REPEATED("repeated equal clone", Kind.REPEATED) {
    @Override
    Row spoken() {
      return FULL;
    }
  },
  SHALLOW("shallow clone, depth 1", Kind.CLONE) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.cloning("--depth=1");
    }
  },
  BLOBLESS("blobless clone", Kind.CLONE) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.cloning("--filter=blob:none");
    }
  },
  NOOP("fetch of nothing", Kind.POLL) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.fetchNothing();
    }
  },
  NOOP_GIT("fetch of nothing, real git", Kind.GIT) {
    @Override
    Load git(Scene scene) throws IOException {
      Load faster = ReplayLoad.whole(scene.peer(), scene.fetchNothing(), 1);
      return GitLoad.fetch(scene.clients(), scene.peer().readUrl(Stock.MAIN), faster);
    }
  },
  INCREMENTAL("fetch of new commits", Kind.FETCH) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.fetchNew();
    }
  },
  LIST_V0_10("list of 10 refs, v0", Kind.LIST) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.list(Stock.TEN, 0).lastRepeated(FEW_REFS);
    }
  },
  LIST_V2_10("list of 10 refs, v2", Kind.LIST) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.list(Stock.TEN, 2).lastRepeated(FEW_REFS);
    }
  },
  LIST_V0_10000("list of 10,000 refs, v0", Kind.LIST) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.list(Stock.MANY, 0).lastRepeated(MANY_REFS);
    }
  },
  LIST_V2_10000("list of 10,000 refs, v2", Kind.LIST) {
    @Override
    Conversation conversation(Scene scene) throws IOException {
      return scene.list(Stock.MANY, 2).lastRepeated(MANY_REFS);
    }
  },
  PUSH_SMALL("push of a commit, real git", Kind.PUSH) {
    @Override
    Load git(Scene scene) throws IOException {
      List<String> urls = scene.writeUrls(List.of(Stock.MAIN, Stock.TEN));
      return GitLoad.pushCommit(scene.clients(), scene.clients(Stock.TEN), urls);
    }
  },
  PUSH_LARGE("push of everything, real git", Kind.FRESH) {
    @Override
    Load git(Scene scene) throws IOException {
      List<String> urls = scene.writeUrls(Stock.EMPTY);
      return GitLoad.pushAll(scene.clients(), scene.clients(Stock.TEN), urls);
    }
  };

  /** Requests that one client sends over one connection. */
  private static final int FEW_REFS = 100;

  private static final int MANY_REFS = 20;
  private static final int LISTING_CLIENTS = 4;

  private final String title;
  private final Kind kind;

  Row(String title, Kind kind) {
    this.title = title;
    this.kind = kind;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  /** How many clients at once, of those that were asked for. */
  List<Integer> clients(List<Integer> asked) {
    return switch (kind) {
      case CLONE, REPEATED -> asked;
      case LIST -> List.of(LISTING_CLIENTS);
      case FETCH, POLL, GIT, PUSH, FRESH -> List.of(1);
    };
  }

  /** The row in which the same is said. */
  Row spoken() {
    return this;
  }

  /** What Git says; asked for once for each peer, as peers may be told different things. */
  Conversation conversation(Scene scene) throws IOException {
    throw new IllegalStateException(this + " is not replayed for " + scene.peer().name());
  }

  /** What real Git does. */
  Load git(Scene scene) throws IOException {
    throw new IllegalStateException(this + " is replayed for " + scene.peer().name());
  }

  /** How it is measured. */
  enum Kind {
    CLONE,
    REPEATED,
    FETCH,
    POLL,
    LIST,
    /** Real Git is the client. */
    GIT,
    /** The same, as few times as leave the repository as it is. */
    PUSH,
    /** The same, upon servers that are started anew for every sample. */
    FRESH;

    /** Whether nobody has asked for the same before, so that no answer is kept for the next. */
    boolean isFirstTime() {
      return this == CLONE || this == FETCH;
    }

    boolean isReplayed() {
      return this != GIT && this != PUSH && this != FRESH;
    }
  }
}
