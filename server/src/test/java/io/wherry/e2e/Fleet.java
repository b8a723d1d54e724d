package io.wherry.e2e;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One server for all tests that only read or make projects of their own, filled with a few projects
 * and tokens.
 */
final class Fleet implements AutoCloseable {
  /** Private, two groups deep, with {@link History#sample()}. */
  static final String HARBOUR = "acme/fleet/harbour";

  /** The same beside it. */
  static final String CHARTS = "acme/fleet/charts";

  /** Open to anybody. */
  static final String SITE = "open/site";

  final JarServer server;
  final Token groupToken;
  final Token harbourToken;
  final Token chartsToken;

  private Fleet() throws IOException {
    server = JarServer.start();
    server.project(HARBOUR);
    server.project(CHARTS);
    server.project(SITE, "--visibility", "public");
    groupToken = server.token("--group", "acme");
    harbourToken = server.token("--project", HARBOUR);
    chartsToken = server.token("--project", CHARTS);
    Path room = Files.createTempDirectory("wherry-e2e-fleet-");
    Client client = Client.in(room);
    client.git("init", "--bare", "--quiet", "--initial-branch=main");
    client.gitReading(History.sample(), "fast-import", "--quiet");
    for (String path : new String[] {HARBOUR, CHARTS, SITE}) {
      client.git("push", "--quiet", "--mirror", server.rootUrl(path + ".git"));
    }
    FileUtils.delete(room.toFile(), FileUtils.RECURSIVE);
  }

  /** A project with the sample history, for one test to change. */
  String ownProject(Client client, String path) throws IOException {
    server.project(path);
    client.git("clone", "--quiet", "--mirror", server.rootUrl(HARBOUR + ".git"), "seed.git");
    client.at("seed.git").git("push", "--quiet", "--mirror", server.rootUrl(path + ".git"));
    return path;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Starts the server before the first class that takes a {@link Fleet}. */
  static final class Extension implements BeforeAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(Fleet.class);

    @Override
    public void beforeAll(ExtensionContext context) {
      Needs.program("git");
      fleet(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return fleet(context);
    }

    private static Fleet fleet(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(Fleet.class, type -> begin(), Fleet.class);
    }

    private static Fleet begin() {
      try {
        return new Fleet();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
