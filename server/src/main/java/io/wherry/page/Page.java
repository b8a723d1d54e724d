package io.wherry.page;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param counted how many items the whole list has; more than {@link #MOST_COUNTED} is only known
 *     to be more, so that a page of a long list costs no more than that of a short one
 * @param more whether items follow
 */
public record Page<T>(List<T> items, PageRequest request, long counted, boolean more) {
  public static final int MOST_COUNTED = 10_000;

  /** Of a list that nobody counts, because that would cost as much as reading all of it. */
  public static final long NOT_COUNTED = Long.MAX_VALUE;

  public Page {
    items = List.copyOf(items);
  }

  /** Of the whole list, where it is known. */
  public OptionalLong total() {
    return counted > MOST_COUNTED ? OptionalLong.empty() : OptionalLong.of(counted);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<R>(items.stream().<R>map(change).toList(), request, counted, more);
  }
}
