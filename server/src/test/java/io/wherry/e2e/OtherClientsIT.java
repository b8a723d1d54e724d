package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.e2e.JarServer.Token;
import io.wherry.store.disk.GitSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Git clients other than Git, each of which speaks HTTP in its own way. */
@ExtendWith(Fleet.Extension.class)
final class OtherClientsIT {
  private static final String HARBOUR = Fleet.HARBOUR + ".git";
  private static final String README = "# Harbour\n";

  private final JarServer server;
  private final Token token;
  private final Token wrong;
  private final Client client;

  OtherClientsIT(Fleet fleet, @TempDir Path room) throws IOException {
    server = fleet.server;
    token = fleet.groupToken;
    wrong = new Token(0, token.username(), "gldt-wrongwrongwrongwrong");
    client = Client.in(room);
  }

  @Test
  void dulwichClonesWithTheTokenInTheUrl() throws IOException {
    assertThat(dulwich(token).success()).isEqualTo(README);
    assertThat(dulwich(wrong).failure().err()).contains("HTTPUnauthorized");
  }

  private Outcome dulwich(Token with) throws IOException {
    return python("dulwich", server.url(with, HARBOUR), "dulwich" + with.id());
  }

  @Test
  void libgit2ClonesWithTheTokenFromACallback() throws IOException {
    assertThat(libgit2(token).success()).isEqualTo(README);
    assertThat(libgit2(wrong).failure().err())
        .contains("too many redirects or authentication replays");
  }

  private Outcome libgit2(Token with) throws IOException {
    return python(
        "pygit2", server.url(HARBOUR), "libgit2-" + with.id(), with.username(), with.secret());
  }

  /** Runs the script that is named after a module. */
  private Outcome python(String module, String... arguments) throws IOException {
    Path script = Needs.script(module + "_clone.py");
    String python = Needs.pythonWith(module).toString();
    var command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of(arguments));
    return client.run(command);
  }

  @Test
  void jgitClonesWithTheTokenInTheUrlAndFromAProvider() throws Exception {
    // Else JGit reads the configuration of whoever runs the tests, and writes into it.
    GitSettings.install(100);
    assertThat(jgit(server.url(token, HARBOUR), null)).isEqualTo(README);
    assertThat(jgit(server.url(HARBOUR), provider(token))).isEqualTo(README);
    assertThatThrownBy(() -> jgit(server.url(HARBOUR), provider(wrong)))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() -> jgit(server.url(wrong, HARBOUR), null))
        .hasMessageContaining("Authentication is required");
  }

  private static CredentialsProvider provider(Token with) {
    return new UsernamePasswordCredentialsProvider(with.username(), with.secret());
  }

  /** The README in the branch main of a bare clone. */
  private String jgit(String url, @Nullable CredentialsProvider provider) throws Exception {
    Path directory = Files.createTempDirectory(client.directory(), "jgit-");
    try (Repository repository = new FileRepository(directory.toFile())) {
      repository.create(true);
      try (var transport = Transport.open(repository, new URIish(url))) {
        transport.setCredentialsProvider(provider);
        var everything = List.of(new RefSpec("+refs/*:refs/*"));
        transport.fetch(NullProgressMonitor.INSTANCE, everything);
      }
      ObjectId tip = repository.resolve(Constants.R_HEADS + "main");
      try (var walk = new RevWalk(repository);
          var file = TreeWalk.forPath(repository, "README.md", walk.parseCommit(tip).getTree())) {
        return new String(repository.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
