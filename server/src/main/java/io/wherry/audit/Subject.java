package io.wherry.audit;

/**
 * What something was done to.
 *
 * @param kind {@code project}, {@code group}, {@code user} or {@code instance}
 * @param id 0 for the instance
 * @param path or name, as it was then
 */
public record Subject(String kind, long id, String path) {
  public static final Subject INSTANCE = new Subject("instance", 0, "");
}
