package io.wherry.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measures rows: all peers at once in the room, one of them at work, by turns. */
record Rounds(Stages stages, int rounds, Duration warmUp, Duration sample) {
  private static final int WARM_UPS_OF_FRESH = 3;

  /** So that a project gets fewer pushes than make Wherry repack it, with a few before. */
  private static final int MOST_PUSHES = 15;

  Result measure(Row row, int clients) throws IOException {
    var sides = new ArrayList<Side>();
    try {
      for (Side.Opener opener : openers(row, clients)) {
        sides.add(Side.start(opener, pace(row)));
      }
      for (int round = 0; round < rounds; round++) {
        // What one leaves behind, in caches and in heat, must not always meet the same one.
        List<Side> turn = new ArrayList<>(sides);
        Collections.rotate(turn, round);
        for (Side side : turn) {
          side.sample();
        }
      }
      for (Side side : sides) {
        side.watchMemory();
      }
      return Result.of(row, clients, sides);
    } finally {
      for (Side side : sides) {
        side.close();
      }
    }
  }

  private List<Side.Opener> openers(Row row, int clients) {
    var openers = new ArrayList<Side.Opener>();
    openers.add(stages.wherry(row, clients));
    openers.add(stages.httpBackend(row, clients));
    if (row.kind() == Row.Kind.REPEATED) {
      openers.add(stages.staticFiles(row, clients));
    }
    return openers;
  }

  private Side.Pace pace(Row row) {
    return switch (row.kind()) {
      case FRESH -> new Side.Pace(Duration.ZERO, WARM_UPS_OF_FRESH, sample, 1, true);
      case PUSH -> {
        // One more sample is taken while the memory is watched.
        int most = Math.max(1, MOST_PUSHES / (rounds + 1));
        yield new Side.Pace(warmUp, 1, sample, most, false);
      }
      case CLONE, REPEATED, FETCH, POLL, LIST, GIT ->
          new Side.Pace(warmUp, 1, sample, Integer.MAX_VALUE, false);
    };
  }
}
