package io.wherry;

import io.wherry.access.AccessRules;
import io.wherry.git.GitLimits;
import io.wherry.http.HttpBounds;
import io.wherry.http.HttpSettings;
import io.wherry.http.Origins;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.PackBudget;
import io.wherry.token.TokenRules;
import java.time.Duration;
import java.util.List;

/** What the settings mean to each part of the server. */
record Config(Settings settings) {

  HttpSettings http() {
    return new HttpSettings(
        settings.text(Setting.LISTEN_HOST),
        (int) settings.number(Setting.LISTEN_PORT),
        (int) settings.number(Setting.HTTP_THREADS),
        Duration.ofSeconds(settings.number(Setting.HTTP_IDLE_SECONDS)),
        Duration.ofSeconds(settings.number(Setting.HTTP_STOP_SECONDS)),
        bounds());
  }

  private HttpBounds bounds() {
    int threads = (int) settings.number(Setting.HTTP_THREADS);
    return new HttpBounds(
        OpenFiles.ofThisProcess().connections(threads),
        (int) settings.number(Setting.HTTP_CONNECTIONS_OF_ADDRESS),
        settings.number(Setting.HTTP_REQUEST_RATE),
        settings.number(Setting.HTTP_RESPONSE_RATE));
  }

  AccessRules access() {
    boolean external = settings.isOn(Setting.EXTERNAL_AUTHORIZATION);
    return new AccessRules(
        settings.isOn(Setting.GIT_HTTP),
        settings.isOn(Setting.GIT_DEPLOY_TOKENS_ONLY),
        external && !settings.isOn(Setting.EXTERNAL_AUTHORIZATION_DEPLOY_TOKENS),
        settings.isOn(Setting.TOKENS_SPACE_IS_PLUS));
  }

  GitLimits git() {
    long fetch = settings.number(Setting.GIT_MAX_FETCH_REQUEST);
    return new GitLimits(
        fetch,
        // In memory they take about twice as much.
        Math.max(fetch, Runtime.getRuntime().maxMemory() / 8),
        settings.number(Setting.GIT_MAX_PUSH_COMMANDS),
        settings.number(Setting.GIT_MAX_PACK),
        settings.number(Setting.GIT_MAX_OBJECT),
        (int) settings.number(Setting.GIT_MAX_REFS),
        Duration.ofSeconds(settings.number(Setting.GIT_PACK_WAIT_SECONDS)));
  }

  long answerCacheBytes() {
    return settings.number(Setting.GIT_ANSWER_CACHE);
  }

  PackBudget packs() {
    long set = settings.number(Setting.GIT_PACK_MEMORY);
    return new PackBudget(
        set > 0 ? set : Runtime.getRuntime().maxMemory() / 2, git().packPatience());
  }

  String realm() {
    return settings.text(Setting.GIT_REALM);
  }

  /** How long it is kept what deploy tokens did with repositories; 0 for always. */
  int auditGitDays() {
    return (int) settings.number(Setting.AUDIT_GIT_DAYS);
  }

  TokenRules tokens() {
    return new TokenRules(
        settings.text(Setting.TOKENS_USERNAME_PREFIX),
        settings.text(Setting.TOKENS_SECRET_PREFIX),
        (int) settings.number(Setting.TOKENS_MAX_DAYS));
  }

  Origins origins() {
    String proxies = settings.text(Setting.HTTP_TRUSTED_PROXIES);
    List<String> listed = proxies.isEmpty() ? List.of() : List.of(proxies.split(","));
    try {
      return new Origins(listed, settings.text(Setting.URL));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          Problem.INVALID,
          "setting http.trusted_proxies is \"" + proxies + "\": give addresses or ranges");
    }
  }

  /** Where clients reach the server; the address it listens on unless a setting says otherwise. */
  String url(int port) {
    String url = settings.text(Setting.URL);
    return url.isEmpty() ? listenUrl(port) : url;
  }

  String listenUrl(int port) {
    String host = settings.text(Setting.LISTEN_HOST);
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
