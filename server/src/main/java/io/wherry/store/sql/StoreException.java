package io.wherry.store.sql;

/** The database cannot be used: damaged, not writable, or busy for too long. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(RuntimeException cause) {
    super("cannot use the database: " + innermost(cause).getMessage(), cause);
  }

  /** Where the reason stands; the layers above only say that something failed. */
  private static Throwable innermost(Throwable failure) {
    Throwable found = failure;
    for (Throwable next = failure.getCause(); next != null; next = next.getCause()) {
      found = next;
    }
    return found;
  }
}
