package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API behind a proxy, as curl sees it: the URLs in its answers, and its pages. */
final class ApiIT {
  private static final String PUBLIC_URL = "https://git.example.test/base";
  private static final Pattern ABSOLUTE_URL = Pattern.compile("https?://[^\"<>\\s]+");
  private static final Pattern LIST_ROUTE =
      Pattern.compile("api\\S* GET +/api/v4(/\\S*[^}]) -> .*");

  /** What is one and not several, although nothing says which. */
  private static final List<String> ONES =
      List.of("/metadata", "/openapi.json", "/personal_access_tokens/self", "/user", "/version");

  /** What a client may send to be taken for somebody, or somewhere, else. */
  private static final List<String> SPOOFS =
      List.of(
          "Host: evil.example:8443",
          "X-Forwarded-Host: evil.example",
          "X-Forwarded-Proto: gopher",
          "X-Forwarded-Port: 8443",
          "X-Forwarded-Prefix: /evil",
          "X_Forwarded_Host: evil.example",
          "X-Original-Host: evil.example",
          "X-Host: evil.example",
          "Forwarded: for=127.0.0.1;host=evil.example;proto=https");

  /** Lists, and what each has at least two of. */
  private static final List<String> LISTS =
      List.of(
          "/audit_events",
          "/deploy_tokens",
          "/groups",
          "/personal_access_tokens",
          "/projects",
          "/users",
          "/groups/acme/deploy_tokens",
          "/groups/acme/descendant_groups",
          "/groups/acme/members",
          "/groups/acme/members/all",
          "/groups/acme/projects",
          "/groups/acme/subgroups",
          "/projects/acme%2Fapp/deploy_tokens",
          "/projects/acme%2Fapp/members",
          "/projects/acme%2Fapp/members/all",
          "/projects/acme%2Fapp/repository/branches",
          "/projects/acme%2Fapp/repository/commits",
          "/projects/acme%2Fapp/repository/tags");

  private static JarServer server;

  @TempDir private Path room;
  private Api api;

  @BeforeAll
  static void startServer(@TempDir Path room) throws IOException {
    Needs.program("git");
    Jar jar = Jar.standard().with("WHERRY_HTTP_TRUSTED_PROXIES", "127.0.0.1");
    server = JarServer.start(jar, "--url", PUBLIC_URL);
    fill(Api.asRoot(server, Client.in(room)));
  }

  /** Two of everything that is listed. */
  private static void fill(Api api) throws IOException {
    JsonNode group = api.create("/groups", "name=acme", "path=acme");
    for (String name : List.of("one", "two")) {
      api.create("/groups", "name=" + name, "path=" + name, "parent_id=" + group.get("id"));
      api.create("/projects", "name=app-" + name, "namespace_id=" + group.get("id"));
    }
    api.create("/projects", "name=app", "namespace_id=" + group.get("id"));
    for (String name : List.of("ann", "bob")) {
      JsonNode person =
          api.create(
              "/users",
              "username=" + name,
              "name=" + name,
              "email=" + name + "@example.com",
              "password=correct horse battery");
      String tokens = "/users/" + person.get("id") + "/personal_access_tokens";
      api.create(tokens, "name=script", "scopes=read_api");
      for (String place : List.of("/groups/acme", "/projects/acme%2Fapp")) {
        String level = place.startsWith("/groups") ? "access_level=20" : "access_level=30";
        api.create(place + "/members", "user_id=" + person.get("id"), level);
        api.create(place + "/deploy_tokens", "name=" + name, "scopes=read_repository");
      }
    }
    Client seed = api.client();
    seed.git("init", "--bare", "--quiet");
    seed.gitReading(History.sample(), "fast-import", "--quiet");
    seed.git("push", "--quiet", "--mirror", server.rootUrl("acme/app.git"));
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeRoom() throws IOException {
    api = Api.asRoot(server, Client.in(room));
  }

  static List<String> lists() {
    return LISTS;
  }

  @Test
  void everyListIsTried() throws IOException {
    Path routes = Checkout.root().resolve("server/src/test/resources/approved-routes.txt");
    assertThat(Files.readAllLines(routes).stream().map(LIST_ROUTE::matcher))
        .filteredOn(route -> route.matches() && !ONES.contains(route.group(1)))
        .map(route -> route.group(1).replaceFirst("(s)/\\{id}", "$1/acme"))
        .map(path -> path.startsWith("/projects/") ? path.replace("acme", "acme%2Fapp") : path)
        .containsExactlyInAnyOrderElementsOf(LISTS);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void pagesOfListsAreLinkedBelowTheUrlThatIsSetWhateverHeadersSay(String list) throws IOException {
    Answer answer = api.get(list + "?per_page=1", spoofs()).expect(200);
    assertThat(answer.json()).hasSize(1);
    assertThat(answer.header("x-next-page")).isEqualTo("2");
    assertThat(answer.header("link"))
        .contains("<" + PUBLIC_URL + "/api/v4" + list + "?page=2&per_page=1>; rel=\"next\"");
    assertNoUrlElsewhere(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/user,                                 /web_url,            /root",
    "/groups/acme,                          /web_url,            /groups/acme",
    "/groups/acme%2Fone,                    /web_url,            /groups/acme/one",
    "/projects/acme%2Fapp,                  /web_url,            /acme/app",
    "/projects/acme%2Fapp,                  /http_url_to_repo,   /acme/app.git",
    "/projects/acme%2Fapp,                  /namespace/web_url,  /groups/acme",
    "/projects?search=app&simple=True,      /0/http_url_to_repo, /acme/app.git",
    "/groups/acme/members,                  /1/web_url,          /ann",
    "/users?username=ann,                   /0/web_url,          /ann",
    "/openapi.json,                         /servers/0/url,      /api/v4",
    "/projects/acme%2Fapp/repository/branches/main, /web_url, /acme/app/-/tree/main"
  })
  void urlsInAnswersBeginWithTheOneThatIsSetWhateverHeadersSay(
      String path, String field, String expected) throws IOException {
    Answer answer = api.get(path, spoofs()).expect(200);
    assertThat(answer.json().at(field).asText()).isEqualTo(PUBLIC_URL + expected);
    assertNoUrlElsewhere(answer);
  }

  private static String[] spoofs() {
    var options = new ArrayList<String>();
    SPOOFS.forEach(header -> options.addAll(List.of("--header", header)));
    return options.toArray(new String[0]);
  }

  private static void assertNoUrlElsewhere(Answer answer) {
    String all = answer.headers() + answer.body();
    assertThat(ABSOLUTE_URL.matcher(all).results().map(found -> found.group()))
        .allMatch(url -> url.startsWith(PUBLIC_URL + "/"));
    assertThat(all).doesNotContain("evil.example");
  }

  @Test
  void withoutOneThatIsSetForwardingHeadersDoNotDecideTheUrl() throws IOException {
    try (JarServer plain = JarServer.start()) {
      Api asked = Api.asRoot(plain, Client.in(room));
      List<String> forwarding = SPOOFS.subList(1, SPOOFS.size());
      var options = new ArrayList<String>();
      forwarding.forEach(header -> options.addAll(List.of("--header", header)));
      JsonNode user = asked.get("/user", options.toArray(new String[0])).expect(200).json();
      assertThat(user.get("web_url").asText()).isEqualTo(plain.url("root"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/none", "/projects/acme%2Fapp/none"})
  void whatIsNotServedIsNotFoundInJson(String path) throws IOException {
    Answer answer = api.get(path).expect(404);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.json().get("error").asText()).isEqualTo("404 Not Found");
    assertThat(api.send("HEAD", path).expect(404).body()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lists")
  void badInput15SizeOfAPageIsBounded(String list) throws IOException {
    for (String size : List.of("2147483648", "100000000000000000")) {
      Answer answer = api.get(list + "?per_page=" + size).expect(200);
      assertThat(answer.header("x-per-page")).isEqualTo("100");
      assertThat(answer.json()).hasSizeBetween(2, 100);
    }
    assertThat(api.get(list + "?page=1000&per_page=100").expect(200).json()).isEmpty();
    assertThat(api.get(list + "?page=2147483647&per_page=100").status()).isIn(200, 400);
    for (String size : List.of("-1", "0", "abc", "9223372036854775808", "1e3", "%00")) {
      assertThat(api.get(list + "?per_page=" + size).expect(400).json().get("error").asText())
          .isEqualTo("per_page is invalid");
    }
    for (String number : List.of("-1", "0", "2147483648", "abc")) {
      assertThat(api.get(list + "?page=" + number).expect(400).json().get("error").asText())
          .isEqualTo("page is invalid");
    }
  }
}
