package io.wherry;

import io.wherry.access.PeoplesAccess;
import io.wherry.api.ApiProtocol;
import io.wherry.api.AuditRoutes;
import io.wherry.api.DeployTokenRoutes;
import io.wherry.api.Founders;
import io.wherry.api.GroupRoutes;
import io.wherry.api.HistoryRoutes;
import io.wherry.api.MemberRoutes;
import io.wherry.api.OpenApiRoutes;
import io.wherry.api.PersonalTokenRoutes;
import io.wherry.api.PlaceJson;
import io.wherry.api.ProjectRoutes;
import io.wherry.api.Routes;
import io.wherry.api.UserRoutes;
import io.wherry.api.VersionRoutes;
import io.wherry.http.Protocol;
import io.wherry.repository.History;
import io.wherry.repository.ProjectDesk;
import java.util.ArrayList;
import java.util.List;

/** Puts the REST API together. */
final class Api {
  private Api() {}

  static List<Protocol> protocols(Instance instance, ProjectDesk projectDesk) {
    var people = new PeoplesAccess(instance.memberships());
    var json =
        new PlaceJson(
            instance.namespaces(), instance.memberships(), instance.repositories(), people);
    var founders = new Founders(instance.memberDesk());
    var tokens =
        new DeployTokenRoutes(
            instance.tokens(), instance.tokenDesk(), instance.auditLog(), instance.accounts());
    var projects = new ProjectRoutes(instance.namespaces(), projectDesk, founders, json);
    var groups =
        new GroupRoutes(instance.namespaces(), instance.groupDesk(projectDesk), founders, json);
    var members =
        new MemberRoutes(
            instance.memberships(),
            instance.memberDesk(),
            instance.accounts(),
            instance.namespaces(),
            people);
    var history = new HistoryRoutes(new History(instance.repositories()));
    var ofInstance = new ArrayList<Routes>(ofPeople(instance));
    ofInstance.addAll(List.of(projects::ofInstance, groups::ofInstance, tokens::ofInstance));
    ofInstance.add(new OpenApiRoutes()::ofInstance);
    return List.of(
        ApiProtocol.ofInstance(ofInstance),
        ApiProtocol.ofProjects(
            List.of(
                projects::ofProjects,
                members::ofProjects,
                tokens::ofProjects,
                history::ofProjects)),
        ApiProtocol.ofGroups(
            List.of(groups::ofGroups, projects::ofGroups, members::ofGroups, tokens::ofGroups)));
  }

  private static List<Routes> ofPeople(Instance instance) {
    var version = Version.ofThisBuild();
    return List.of(
        new VersionRoutes(version.number(), version.commit())::ofInstance,
        new UserRoutes(instance.accounts(), instance.peopleDesk())::ofInstance,
        new PersonalTokenRoutes(
                instance.personalTokens(), instance.personalTokenDesk(), instance.accounts())
            ::ofInstance,
        new AuditRoutes(instance.auditLog())::ofInstance);
  }
}
