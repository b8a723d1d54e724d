package io.wherry.http;

/**
 * One kind of request. There is no way to write one without saying what it requires.
 *
 * @param method the HTTP method in upper case
 */
public record Route(String method, PathPattern pattern, Requirement requirement, Handler handler) {

  public static Route get(String pattern, Requirement requirement, Handler handler) {
    return new Route("GET", new PathPattern(pattern), requirement, handler);
  }

  public static Route head(String pattern, Requirement requirement, Handler handler) {
    return new Route("HEAD", new PathPattern(pattern), requirement, handler);
  }

  public static Route post(String pattern, Requirement requirement, Handler handler) {
    return new Route("POST", new PathPattern(pattern), requirement, handler);
  }

  public static Route put(String pattern, Requirement requirement, Handler handler) {
    return new Route("PUT", new PathPattern(pattern), requirement, handler);
  }

  public static Route patch(String pattern, Requirement requirement, Handler handler) {
    return new Route("PATCH", new PathPattern(pattern), requirement, handler);
  }

  public static Route delete(String pattern, Requirement requirement, Handler handler) {
    return new Route("DELETE", new PathPattern(pattern), requirement, handler);
  }

  /** For the approved list of routes: method, pattern and requirement. */
  @Override
  public String toString() {
    return "%-4s %s -> %s".formatted(method, pattern, requirement);
  }
}
