package io.wherry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts peers for rows, each upon a new copy of the stock. */
final class Stages {
  private static final String STATIC = "static";

  private final Path room;
  private final Stock stock;
  private final Launcher launcher;
  private final Scene.Numbers numbers;

  /** What Git says to whom: recorded once for each row, however many clients repeat it. */
  private final Map<String, Conversation> recorded = new HashMap<>();

  Stages(Path room, Stock stock, Launcher launcher, Scene.Numbers numbers) {
    this.room = room;
    this.stock = stock;
    this.launcher = launcher;
    this.numbers = numbers;
  }

  Side.Opener wherry(Row row, int clients) {
    return () -> {
      Stock.Copy copy = stock.copy(room.resolve("wherry"));
      Peer peer = WherryPeer.start(launcher, room, copy, !row.kind().isFirstTime());
      return stage(peer, copy, row, clients);
    };
  }

  Side.Opener httpBackend(Row row, int clients) {
    return () -> {
      Stock.Copy copy = stock.copy(room.resolve("http-backend"));
      Peer peer = HttpBackendPeer.start(launcher.tools(), room, copy.git());
      return stage(peer, copy, row, clients);
    };
  }

  /** Sends what Wherry has sent in this row, so that one must have been opened before. */
  Side.Opener staticFiles(Row row, int clients) {
    return () -> {
      Conversation conversation = recorded.get(STATIC);
      if (conversation == null) {
        throw new IllegalStateException("there are no answers to " + row);
      }
      Peer peer = StaticPeer.start(launcher.tools(), room);
      return new Side.Stage(
          peer, ProcessTree.of(peer.process()), ReplayLoad.whole(peer, conversation, clients));
    };
  }

  private Side.Stage stage(Peer peer, Stock.Copy copy, Row row, int clients) throws IOException {
    boolean done = false;
    try {
      ProcessTree tree = ProcessTree.of(peer.process());
      Trees.delete(room.resolve("clients").resolve(peer.name()));
      var scene = new Scene(peer, copy.git(), room, launcher.tools(), numbers);
      var stage = new Side.Stage(peer, tree, load(row, scene, clients));
      done = true;
      return stage;
    } finally {
      if (!done) {
        peer.close();
      }
    }
  }

  private Load load(Row row, Scene scene, int clients) throws IOException {
    if (!row.kind().isReplayed()) {
      return row.git(scene);
    }
    Conversation conversation = conversation(row.spoken(), scene);
    boolean toKeep = row.kind() == Row.Kind.REPEATED && scene.peer() instanceof WherryPeer;
    if (toKeep && !recorded.containsKey(STATIC)) {
      recorded.put(STATIC, StaticPeer.keep(conversation, scene.peer(), room));
    }
    return row.kind() == Row.Kind.LIST
        ? ReplayLoad.requests(scene.peer(), conversation, clients)
        : ReplayLoad.whole(scene.peer(), conversation, clients);
  }

  private Conversation conversation(Row row, Scene scene) throws IOException {
    String key = row + scene.peer().name();
    Conversation known = recorded.get(key);
    if (known != null) {
      return known;
    }
    Conversation conversation = row.conversation(scene);
    recorded.put(key, conversation);
    return conversation;
  }
}
