package io.wherry.access;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.token.DeployToken;
import io.wherry.token.Scope;
import java.util.Optional;

/**
 * The rules, asked in one fixed order: proof, state, username, the instance's rules, scope, place,
 * reach, role, feature. Scope comes before place, so that a token without the scope learns nothing
 * about which places exist.
 *
 * <p>For repositories a presented credential never falls back to anonymous, even where anybody may
 * read.
 */
public final class AccessPolicy implements Access {
  private final Authenticator authenticator;
  private final Namespaces namespaces;
  private final PeoplesAccess people;
  private final AccessRules rules;

  public AccessPolicy(
      Authenticator authenticator, Namespaces namespaces, PeoplesAccess people, AccessRules rules) {
    this.authenticator = authenticator;
    this.namespaces = namespaces;
    this.people = people;
    this.rules = rules;
  }

  @Override
  public Decision decide(Credentials credentials, Resource resource, Action action) {
    if (!resource.area().isForDeployTokens() && credentials.proof().looksLikeDeployToken()) {
      // Whether it is a valid one is not said where it opens nothing.
      return new Denied(Reason.NEVER_FOR_TOKENS, Authenticator.NOBODY);
    }
    Authenticator.Result result = authenticator.authenticate(credentials, resource.area());
    if (result instanceof Authenticator.Result.Nobody nobody) {
      return nobody.denied();
    }
    Actor actor = ((Authenticator.Result.Somebody) result).actor();
    var permission = new Permission(resource.area(), action);
    Optional<Reason> objection = objection(actor, permission);
    return objection.isPresent()
        ? new Denied(objection.get(), actor)
        : decide(actor, resource, permission);
  }

  /** Why this actor may not do such a thing anywhere. */
  private Optional<Reason> objection(Actor actor, Permission permission) {
    if (actor instanceof TokenActor known) {
      return objection(known.token(), permission);
    }
    if (actor instanceof UserActor known) {
      return objection(known, permission);
    }
    return Optional.empty();
  }

  private Optional<Reason> objection(UserActor actor, Permission permission) {
    if (permission.area() == Area.REPOSITORY) {
      if (!rules.gitOverHttp()) {
        return Optional.of(Reason.AREA_OFF);
      }
      if (rules.gitOnlyForTokens()) {
        return Optional.of(Reason.ONLY_FOR_TOKENS);
      }
    }
    return actor.allows(permission) ? Optional.empty() : Optional.of(Reason.NO_SCOPE);
  }

  private Optional<Reason> objection(DeployToken token, Permission permission) {
    if (permission.area() == Area.REPOSITORY && !rules.gitOverHttp()) {
      return Optional.of(Reason.AREA_OFF);
    }
    if (rules.tokensRuledOut()) {
      return Optional.of(Reason.OBJECTED);
    }
    if (!Scope.anyAllows(permission)) {
      return Optional.of(Reason.NEVER_FOR_TOKENS);
    }
    return token.allows(permission) ? Optional.empty() : Optional.of(Reason.NO_SCOPE);
  }

  private Decision decide(Actor actor, Resource resource, Permission permission) {
    if (!(resource instanceof Resource.In in)) {
      return people.decideForInstance(actor, permission);
    }
    Optional<Namespace> place =
        namespaces.find(in.place()).filter(found -> found.kind() == in.kind());
    if (actor instanceof Actor.Anonymous && permission.area() == Area.REPOSITORY) {
      return decideForAnybody(actor, place, permission);
    }
    if (place.isEmpty()) {
      return new Denied(Reason.NO_SUCH_PLACE, actor);
    }
    Optional<Reason> objection =
        actor instanceof TokenActor known
            ? reach(known.token(), place.get())
            : people.objection(actor, place.get(), permission);
    if (objection.isPresent()) {
      return new Denied(objection.get(), actor);
    }
    return isOffered(place.get(), permission.area())
        ? new GrantedIn(actor, place.get())
        : new Denied(Reason.FEATURE_OFF, actor);
  }

  private static Optional<Reason> reach(DeployToken token, Namespace place) {
    return token.reaches(place) ? Optional.empty() : Optional.of(Reason.OUT_OF_REACH);
  }

  private Decision decideForAnybody(Actor actor, Optional<Namespace> place, Permission permission) {
    boolean open =
        rules.gitOverHttp() && !rules.gitOnlyForTokens() && permission.action() == Action.READ;
    return place
        .filter(found -> open && found instanceof Project project && project.isOpenToAnybody())
        .<Decision>map(found -> new GrantedIn(actor, found))
        .orElseGet(() -> new Denied(Reason.NO_CREDENTIALS, actor));
  }

  private static boolean isOffered(Namespace place, Area area) {
    boolean needsRepository = area == Area.REPOSITORY || area == Area.HISTORY;
    return !needsRepository || (place instanceof Project project && project.repositoryOn());
  }
}
