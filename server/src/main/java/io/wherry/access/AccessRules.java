package io.wherry.access;

/**
 * The instance's own rules, from its settings.
 *
 * @param gitOverHttp whether repositories are served at all
 * @param gitOnlyForTokens whether Git takes deploy tokens only: no personal tokens, nobody
 *     anonymous
 * @param tokensRuledOut whether external authorization is on and leaves deploy tokens no access
 * @param spaceIsPlus whether a blank in a presented username stands for a plus
 */
public record AccessRules(
    boolean gitOverHttp, boolean gitOnlyForTokens, boolean tokensRuledOut, boolean spaceIsPlus) {
  public static final AccessRules DEFAULT = new AccessRules(true, false, false, false);
}
