package io.wherry;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every setting there is: its key in the file, its default, and what is allowed.
 *
 * <p>{@code docs/operations.md} gives the reason for each.
 */
enum Setting {
  LISTEN_HOST("listen.host", "127.0.0.1", Form.TEXT),
  LISTEN_PORT("listen.port", "8080", Form.PORT),
  URL("url", "", Form.URL),
  HTTP_THREADS("http.threads", "1000", Form.THREADS),
  HTTP_IDLE_SECONDS("http.idle_seconds", "60", Form.SECONDS),
  HTTP_STOP_SECONDS("http.stop_seconds", "30", Form.SECONDS),
  HTTP_CONNECTIONS_OF_ADDRESS("http.connections_of_address", "0", Form.LIMIT),
  HTTP_REQUEST_RATE("http.min_request_rate", "256", Form.RATE),
  HTTP_RESPONSE_RATE("http.min_response_rate", "4096", Form.RATE),
  HTTP_TRUSTED_PROXIES("http.trusted_proxies", "", Form.ADDRESSES),
  GIT_HTTP("git.http", "true", Form.SWITCH),
  GIT_DEPLOY_TOKENS_ONLY("git.deploy_tokens_only", "false", Form.SWITCH),
  GIT_REALM("git.realm", "GitLab", Form.REALM),
  GIT_MAX_FETCH_REQUEST("git.max_fetch_request", "16MiB", Form.SIZE),
  GIT_MAX_PUSH_COMMANDS("git.max_push_commands", "16MiB", Form.SIZE),
  GIT_MAX_PACK("git.max_pack", "16GiB", Form.SIZE),
  GIT_MAX_OBJECT("git.max_object", "2GiB", Form.SIZE),
  GIT_MAX_REFS("git.max_refs", "200000", Form.COUNT),
  GIT_PACK_MEMORY("git.pack_memory", "0", Form.MEMORY),
  GIT_PACK_WAIT_SECONDS("git.pack_wait_seconds", "300", Form.SECONDS),
  GIT_ANSWER_CACHE("git.answer_cache", "4GiB", Form.MEMORY),
  TOKENS_USERNAME_PREFIX("tokens.username_prefix", "gitlab+deploy-token-", Form.USERNAME),
  TOKENS_SECRET_PREFIX("tokens.secret_prefix", "", Form.PREFIX),
  TOKENS_SPACE_IS_PLUS("tokens.space_is_plus", "false", Form.SWITCH),
  TOKENS_MAX_DAYS("tokens.max_days", "0", Form.DAYS),
  AUDIT_GIT_DAYS("audit.git_days", "30", Form.DAYS),
  EXTERNAL_AUTHORIZATION("external_authorization.enabled", "false", Form.SWITCH),
  EXTERNAL_AUTHORIZATION_DEPLOY_TOKENS(
      "external_authorization.deploy_tokens", "false", Form.SWITCH);

  private final String key;
  private final String standard;
  private final Form form;

  Setting(String key, String standard, Form form) {
    this.key = key;
    this.standard = standard;
    this.form = form;
  }

  String key() {
    return key;
  }

  String standard() {
    return standard;
  }

  /** The environment variable that sets it, such as {@code WHERRY_LISTEN_PORT}. */
  String variable() {
    return "WHERRY_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /** All keys, for a sentence. */
  static String keys() {
    return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
  }

  /** Throws {@code INVALID} naming the key and what is allowed. */
  void check(String value) {
    if (!form.allows(value)) {
      throw new ProblemException(
          Problem.INVALID, "setting " + key + " is \"" + value + "\": give " + form.allowed);
    }
  }

  /** A number with an optional unit of bytes. */
  static long number(String value) {
    String digits = value.replaceAll("[^0-9]", "");
    long factor =
        switch (value.substring(digits.length())) {
          case "KiB" -> 1L << 10;
          case "MiB" -> 1L << 20;
          case "GiB" -> 1L << 30;
          default -> 1;
        };
    return Math.multiplyExact(Long.parseLong(digits), factor);
  }

  /** What a value may look like. */
  private enum Form {
    TEXT("\\S+", "a text without blanks"),
    REALM("[^\"\\\\\\p{Cntrl}]+", "a text without quotes and backslashes"),
    URL("(https?://[^\\s?#]+[^\\s?#/])?", "an http or https URL that does not end in a slash"),
    ADDRESSES(
        "([0-9a-fA-F:.]+(/[0-9]{1,3})?(,[0-9a-fA-F:.]+(/[0-9]{1,3})?)*)?",
        "addresses or ranges like 10.0.0.0/8, separated by commas"),
    USERNAME("[a-zA-Z0-9.+_-]{1,200}", "letters, digits, '.', '+', '_' and '-'"),
    PREFIX("([a-zA-Z0-9_-]{1,20}-)?", "up to 20 letters, digits, '_' and '-', then a dash"),
    SWITCH("true|false", "true or false"),
    PORT("[0-9]{1,5}", "a number from 0 to 65535", 0, 65_535),
    THREADS("[0-9]{1,5}", "a number from 8 to 10000", 8, 10_000),
    MEMORY("[0-9]{1,9}(KiB|MiB|GiB)?", "bytes, like 256MiB, or 0", 0, Long.MAX_VALUE),
    LIMIT("[0-9]{1,6}", "a number from 0 to 999999", 0, 999_999),
    RATE("[0-9]{1,9}", "bytes a second, from 0 to 999999999", 0, 999_999_999),
    SECONDS("[0-9]{1,5}", "a number of seconds from 1 to 86400", 1, 86_400),
    DAYS("[0-9]{1,5}", "a number of days from 0 to 36500", 0, 36_500),
    COUNT("[0-9]{1,9}", "a number from 1 to 999999999", 1, 999_999_999),
    SIZE("[0-9]{1,9}(KiB|MiB|GiB)?", "bytes, like 1048576, 16MiB or 2GiB", 1, Long.MAX_VALUE);

    private final Pattern shape;
    private final String allowed;
    private final long least;
    private final long most;

    Form(String shape, String allowed) {
      this(shape, allowed, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    Form(String shape, String allowed, long least, long most) {
      this.shape = Pattern.compile(shape);
      this.allowed = allowed;
      this.least = least;
      this.most = most;
    }

    boolean allows(String value) {
      if (!shape.matcher(value).matches()) {
        return false;
      }
      return least == Long.MIN_VALUE || (number(value) >= least && number(value) <= most);
    }
  }
}
