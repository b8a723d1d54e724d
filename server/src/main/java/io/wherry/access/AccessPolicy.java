package io.wherry.access;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.Granted;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.permission.Action;
import io.wherry.permission.Permission;
import io.wherry.token.DeployToken;
import io.wherry.token.Scope;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules, asked in one fixed order: proof, state, username, the instance's rules, scope, place,
 * reach, feature. Scope comes before place, so that a token without the scope learns nothing about
 * which places exist.
 *
 * <p>For repositories a presented credential never falls back to anonymous, even where anybody may
 * read.
 */
public final class AccessPolicy implements Access {
  private final Authenticator authenticator;
  private final Namespaces namespaces;
  private final AccessRules rules;

  public AccessPolicy(Authenticator authenticator, Namespaces namespaces, AccessRules rules) {
    this.authenticator = authenticator;
    this.namespaces = namespaces;
    this.rules = rules;
  }

  @Override
  public Decision decide(Credentials credentials, Resource resource, Action action) {
    Authenticator.Result result = authenticator.authenticate(credentials.proof());
    if (result instanceof Authenticator.Result.Nobody nobody) {
      return nobody.denied();
    }
    Actor actor = ((Authenticator.Result.Somebody) result).actor();
    if (actor instanceof TokenActor known) {
      return decideForToken(known, resource, new Permission(resource.area(), action));
    }
    if (actor instanceof UserActor known) {
      return decideForUser(known, resource);
    }
    return decideForAnybody(actor, resource, action);
  }

  private Decision decideForToken(TokenActor actor, Resource resource, Permission permission) {
    DeployToken token = actor.token();
    if (!rules.gitOverHttp()) {
      return new Denied(Reason.AREA_OFF, actor);
    }
    if (rules.tokensRuledOut()) {
      return new Denied(Reason.OBJECTED, actor);
    }
    if (!token.allows(permission)) {
      boolean never = !Scope.anyAllows(permission);
      return new Denied(never ? Reason.NEVER_FOR_TOKENS : Reason.NO_SCOPE, actor);
    }
    return grant(actor, resource, token::reaches);
  }

  private Decision decideForUser(UserActor actor, Resource resource) {
    if (!rules.gitOverHttp()) {
      return new Denied(Reason.AREA_OFF, actor);
    }
    if (rules.gitOnlyForTokens()) {
      return new Denied(Reason.ONLY_FOR_TOKENS, actor);
    }
    return grant(actor, resource, project -> actor.user().administrator());
  }

  private Decision decideForAnybody(Actor actor, Resource resource, Action action) {
    boolean open = rules.gitOverHttp() && !rules.gitOnlyForTokens() && action == Action.READ;
    Optional<Project> project = project(resource).filter(Project::isOpenToAnybody);
    return project
        .filter(found -> open)
        .<Decision>map(found -> new Granted(actor, found))
        .orElseGet(() -> new Denied(Reason.NO_CREDENTIALS, actor));
  }

  private Decision grant(Actor actor, Resource resource, Predicate<Project> reach) {
    Optional<Project> project = project(resource);
    if (project.isEmpty()) {
      return new Denied(Reason.NO_SUCH_PLACE, actor);
    }
    if (!reach.test(project.get())) {
      return new Denied(Reason.OUT_OF_REACH, actor);
    }
    return project.get().repositoryOn()
        ? new Granted(actor, project.get())
        : new Denied(Reason.FEATURE_OFF, actor);
  }

  private Optional<Project> project(Resource resource) {
    return namespaces
        .find(resource.place())
        .filter(Project.class::isInstance)
        .map(Project.class::cast);
  }
}
