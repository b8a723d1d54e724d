package io.wherry.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.repository.PackBudget.Busy;
import io.wherry.repository.PackBudget.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackBudgetTest {
  private static final long MIB = 1L << 20;
  private static final Growth SMALL = new Growth(0, 0, 0, MIB, 1_000);
  private static final Growth LARGE = new Growth(0, 0, 0, 1000 * MIB, 400_000);
  private static final Growth HEAVY = new Growth(1, 40 * MIB, 40_000, 40 * MIB, 40_000);

  @Test
  void smallPacksAreMadeTogetherUntilTheMemoryIsUsedUp() throws Exception {
    var budget = new PackBudget(4 * MIB, Duration.ZERO);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      shares.add(budget.take(SMALL));
    }
    assertThatThrownBy(() -> budget.take(SMALL)).isInstanceOf(Busy.class);
    shares.get(0).close();
    assertThat(budget.take(SMALL)).isNotNull();
  }

  @Test
  void largePackLeavesRoomForOthers() throws Exception {
    var budget = new PackBudget(20 * MIB, Duration.ZERO);
    budget.take(LARGE);
    for (int i = 0; i < 10; i++) {
      budget.take(SMALL);
    }
    assertThatThrownBy(() -> budget.take(SMALL)).isInstanceOf(Busy.class);
  }

  @Test
  void ofHeavyPacksOneIsMadeAtATime() throws Exception {
    var budget = new PackBudget(1000 * MIB, Duration.ZERO);
    Share first = budget.take(HEAVY);
    assertThatThrownBy(() -> budget.take(HEAVY)).isInstanceOf(Busy.class);
    budget.take(SMALL);
    first.close();
    assertThat(budget.take(HEAVY)).isNotNull();
  }

  @Test
  void heavyPackThatFindsNoMemoryGivesItsTurnBack() throws Exception {
    var budget = new PackBudget(2 * MIB, Duration.ZERO);
    List<Share> shares = List.of(budget.take(SMALL), budget.take(SMALL));
    assertThatThrownBy(() -> budget.take(HEAVY)).isInstanceOf(Busy.class);
    shares.forEach(Share::close);
    assertThat(budget.take(HEAVY)).isNotNull();
  }
}
