package io.wherry.cli;

import io.wherry.account.Accounts;
import io.wherry.account.MemberDesk;
import io.wherry.account.Memberships;
import io.wherry.account.PeopleDesk;
import io.wherry.account.PersonalTokenDesk;
import io.wherry.account.PersonalTokens;
import io.wherry.namespace.Namespaces;
import io.wherry.repository.GroupDesk;
import io.wherry.repository.ProjectDesk;
import io.wherry.repository.importing.RepositoryImport;
import io.wherry.token.DeployTokens;
import io.wherry.token.TokenDesk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One data directory, opened for the administrative commands; the server may be running on it. */
public interface Administration extends AutoCloseable {
  Namespaces namespaces();

  ProjectDesk projectDesk();

  GroupDesk groupDesk();

  Accounts accounts();

  PeopleDesk peopleDesk();

  PersonalTokens personalTokens();

  PersonalTokenDesk personalTokenDesk();

  Memberships memberships();

  MemberDesk memberDesk();

  RepositoryImport imports();

  DeployTokens tokens();

  TokenDesk tokenDesk();

  /**
   * Keeps a server off the data directory until it is closed. Throws {@code CONFLICT} where one is
   * running.
   */
  Closeable lockOutServer() throws IOException;

  @Override
  void close() throws IOException;

  /** Opens a data directory under the settings of a file. */
  @FunctionalInterface
  interface Opener {
    Administration open(Path data, Optional<Path> config) throws IOException;
  }
}
