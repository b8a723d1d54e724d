package io.wherry.namespace;

import java.util.Locale;

/** The two kinds of namespaces. */
public enum Kind {
  GROUP,
  PROJECT;

  /** As it is kept and shown. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
