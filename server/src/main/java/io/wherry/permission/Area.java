package io.wherry.permission;

/** The parts of a project or group that are opened separately. */
public enum Area {
  /** Git objects and refs. */
  REPOSITORY,
  /** Container images. */
  REGISTRY,
  /** Packages of every type. */
  PACKAGES,
  /** Upstream images and packages pulled through this server. */
  PROXY
}
