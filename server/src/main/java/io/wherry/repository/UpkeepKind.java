package io.wherry.repository;

/** How careful a repack has to be. */
public enum UpkeepKind {
  /** Nobody reads the repository yet: what is replaced goes at once. */
  AFTER_IMPORT,
  /** Others may be reading: what is replaced is kept aside until the next time. */
  REGULAR
}
