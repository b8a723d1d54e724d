package io.wherry.permission;

/** What is opened separately: the parts of a project or group, and of the instance. */
public enum Area {
  /** Git objects and refs. */
  REPOSITORY,
  /** What lies directly in a group once somebody has pushed to it: writing makes the project. */
  NEW_REPOSITORY,
  /** Container images. */
  REGISTRY,
  /** Packages of every type. */
  PACKAGES,
  /** Upstream images and packages pulled through this server. */
  PROXY,
  /** Branches, tags and commits as the API shows them. */
  HISTORY,
  /** The name, path, visibility and existence of a project or group. */
  SETTINGS,
  /** The projects that lie directly in a group: writing makes one. */
  PROJECTS,
  /** The groups that lie directly in a group: writing makes one. */
  SUBGROUPS,
  /** Who has which role. */
  MEMBERS,
  /** Deploy tokens. */
  TOKENS,
  /** People. */
  USERS,
  /** What happened on the instance. */
  AUDIT,
  /** One's own person and personal tokens. */
  SELF,
  /** What everybody may ask the instance; each sees what is his to see. */
  INSTANCE;

  /** Whether deploy tokens are for this; all else is for people. */
  public boolean isForDeployTokens() {
    return switch (this) {
      case REPOSITORY, REGISTRY, PACKAGES, PROXY -> true;
      case NEW_REPOSITORY,
          HISTORY,
          SETTINGS,
          PROJECTS,
          SUBGROUPS,
          MEMBERS,
          TOKENS,
          USERS,
          AUDIT,
          SELF,
          INSTANCE ->
          false;
    };
  }
}
