package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two pushes at the same time. */
@ExtendWith(Fleet.Extension.class)
final class GitRaceIT {
  private final Fleet fleet;
  private final Client client;

  GitRaceIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.fleet = fleet;
    this.client = Client.in(room);
  }

  @RepeatedTest(4)
  void oneOfTwoPushesToTheSameBranchWinsAndBothToDifferentOnes(RepetitionInfo round)
      throws IOException {
    String path = fleet.ownProject(client, "race/round" + round.getCurrentRepetition());
    String url = fleet.server.rootUrl(path + ".git");
    for (String name : List.of("one", "two")) {
      client.git("clone", "--quiet", url, name);
      client.at(name).commit(name + ".txt", name + "\n");
    }
    List<Outcome> outcomes = pushBoth("HEAD:main", "HEAD:main");
    assertThat(outcomes).filteredOn(outcome -> outcome.code() == 0).hasSize(1);
    String winner = outcomes.get(0).code() == 0 ? "one" : "two";
    assertThat(client.git("ls-remote", url, "refs/heads/main"))
        .startsWith(client.at(winner).git("rev-parse", "HEAD"));

    assertThat(pushBoth("HEAD:side-one", "HEAD:side-two")).allSatisfy(outcome -> outcome.ended(0));
    client.git("clone", "--quiet", "--mirror", url, "all.git");
    client.at("all.git").git("fsck", "--strict");
    for (String name : List.of("one", "two")) {
      assertThat(client.at("all.git").git("rev-parse", "side-" + name))
          .isEqualTo(client.at(name).git("rev-parse", "HEAD"));
    }
  }

  private List<Outcome> pushBoth(String one, String two) throws IOException {
    Program first = client.at("one").startGit("push", "origin", one);
    Program second = client.at("two").startGit("push", "origin", two);
    return List.of(first.end(), second.end());
  }
}
