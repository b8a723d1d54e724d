package io.wherry.access;

import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Area;

/** What is asked for; it need not exist. */
public record Resource(Area area, NamespaceRef place) {}
