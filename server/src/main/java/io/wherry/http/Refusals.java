package io.wherry.http;

import io.wherry.access.Decision.Denied;
import io.wherry.access.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** What one protocol answers to each reason for a denial: a table without gaps. */
public final class Refusals {
  private final Map<Reason, Function<Denied, Answer>> rows;

  /** Throws {@link IllegalArgumentException} where a reason has no row. */
  public Refusals(Map<Reason, Function<Denied, Answer>> rows) {
    this.rows = new EnumMap<>(rows);
    for (Reason reason : Reason.values()) {
      if (!rows.containsKey(reason)) {
        throw new IllegalArgumentException("no refusal for " + reason);
      }
    }
  }

  public Answer answer(Denied denied) {
    Function<Denied, Answer> row = rows.get(denied.reason());
    if (row == null) {
      throw new IllegalStateException("no refusal for " + denied.reason());
    }
    return row.apply(denied);
  }
}
