package io.wherry.access;

/**
 * The instance's own rules, from its settings.
 *
 * @param gitOverHttp whether repositories are served at all
 * @param gitOnlyForTokens whether Git takes deploy tokens only: no personal tokens, nobody
 *     anonymous
 * @param tokensRuledOut whether external authorization is on and leaves deploy tokens no access
 */
public record AccessRules(boolean gitOverHttp, boolean gitOnlyForTokens, boolean tokensRuledOut) {
  public static final AccessRules DEFAULT = new AccessRules(true, false, false);
}
