package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People make, see and end their own tokens; administrators those of everybody. */
class PersonalTokensTest {
  private static final String TOKENS = "/personal_access_tokens";

  private static TestServer server;
  private static Rest root;
  private static int people;

  private User ann;
  private Rest asAnn;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    root = Rest.root(server);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void newcomer() {
    server.clock.set(Instant.parse("2026-06-01T12:00:00Z"));
    people++;
    ann = server.user("ann" + people);
    asAnn = Rest.as(server, ann, PersonalScope.API);
  }

  private static Map<String, ?> draft(String name, String... scopes) {
    return Map.of("name", name, "scopes", List.of(scopes));
  }

  private Rest.Reply make(Map<String, ?> draft) throws Exception {
    return asAnn.post("/user" + TOKENS, draft);
  }

  private Rest with(Rest.Reply made) throws Exception {
    return Rest.with(server, made.text("token"));
  }

  /** Without that of the caller. */
  private static List<String> names(Rest.Reply list) throws Exception {
    return list.texts("name").stream().filter(name -> !name.equals("test")).toList();
  }

  @Test
  void everybodyMakesHisOwn() throws Exception {
    Rest.Reply made =
        make(Map.of("name", "ci", "scopes", "read_api,api", "expires_at", "2027-01-01"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("token")).matches("glpat-[\\w-]{20}");
    assertThat(made.text("name")).isEqualTo("ci");
    assertThat(made.text("user_id")).isEqualTo(String.valueOf(ann.id()));
    assertThat(made.body().get("scopes").toString()).isEqualTo("[\"api\",\"read_api\"]");
    assertThat(made.text("expires_at")).isEqualTo("2027-01-01");
    assertThat(made.text("created_at")).isEqualTo("2026-06-01T12:00:00.000Z");
    assertThat(made.text("active")).isEqualTo("true");
    assertThat(made.text("revoked")).isEqualTo("false");
    assertThat(made.body().get("last_used_at").isNull()).isTrue();
    assertThat(with(made).get("/user").text("username")).isEqualTo(ann.username());
  }

  @Test
  void oneWithoutEndHasNoDate() throws Exception {
    assertThat(make(draft("ci", "api")).body().get("expires_at").isNull()).isTrue();
  }

  @Test
  void secretIsShownOnceOnly() throws Exception {
    Rest.Reply made = make(draft("ci", "api"));
    Rest asToken = with(made);

    for (String path : List.of(TOKENS, TOKENS + "/self", TOKENS + "/" + made.text("id"))) {
      assertThat(asToken.get(path).raw()).contains("ci").doesNotContain("token\"", "glpat-");
    }
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws Exception {
    assertThat(make(Map.of()).text("error")).isEqualTo("name is missing, scopes is missing");
    assertThat(make(draft("ci", "sudo")).text("error"))
        .isEqualTo("scopes does not have a valid value");
    assertThat(make(draft("ci")).text("message")).isEqualTo("Scopes can't be blank");
    assertThat(make(draft(" ", "api")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(value = PersonalScope.class, names = "API", mode = EnumSource.Mode.EXCLUDE)
  void tokenThatMayNotDoEverythingMakesNone(PersonalScope scope) throws Exception {
    Rest limited = Rest.as(server, ann, scope);
    String own = "/users/" + ann.id() + TOKENS;

    assertThat(limited.post("/user" + TOKENS, draft("x", scope.toString())).status())
        .isEqualTo(403);
    assertThat(limited.post(own, draft("x", scope.toString())).status()).isEqualTo(403);
    assertThat(limited.post(TOKENS + "/self/rotate", Map.of()).status()).isEqualTo(403);
    assertThat(limited.delete(TOKENS + "/self").status()).isEqualTo(403);
  }

  @Test
  void onlyAdministratorsMakeThemForOthers() throws Exception {
    User bert = server.user("bert");

    Rest.Reply forOther = asAnn.post("/users/" + bert.id() + TOKENS, draft("x", "api"));
    Rest.Reply forNobody = asAnn.post("/users/999" + TOKENS, draft("x", "api"));
    Rest.Reply forHimself = asAnn.post("/users/" + ann.id() + TOKENS, draft("x", "api"));
    Rest.Reply byRoot = root.post("/users/" + ann.id() + TOKENS, draft("x", "read_api"));

    assertThat(forOther.status()).isEqualTo(403);
    assertThat(forNobody.status()).isEqualTo(403);
    assertThat(forHimself.status()).isEqualTo(201);
    assertThat(byRoot.status()).isEqualTo(201);
    assertThat(with(byRoot).get("/user").text("username")).isEqualTo(ann.username());
    assertThat(root.post("/users/999" + TOKENS, draft("x", "api")).status()).isEqualTo(404);
    assertThat(Rest.nobody(server).post("/users/1" + TOKENS, Map.of()).status()).isEqualTo(401);
  }

  @Test
  void everybodyListsHisOwnAndAdministratorsAll() throws Exception {
    make(draft("mine", "api"));

    assertThat(names(asAnn.get(TOKENS))).containsExactly("mine");
    assertThat(names(asAnn.get(TOKENS + "?user_id=" + ann.id()))).containsExactly("mine");
    assertThat(asAnn.get(TOKENS + "?user_id=1").status()).isEqualTo(403);
    assertThat(names(root.get(TOKENS + "?per_page=100"))).contains("WHERRY_ROOT_TOKEN", "mine");
    assertThat(names(root.get(TOKENS + "?user_id=" + ann.id()))).containsExactly("mine");
  }

  @Test
  void listIsNarrowedByState() throws Exception {
    make(draft("active", "api"));
    asAnn.delete(TOKENS + "/" + make(draft("revoked", "api")).text("id"));
    make(Map.of("name", "expired", "scopes", "api", "expires_at", "2020-01-01"));

    assertThat(names(asAnn.get(TOKENS + "?state=active"))).containsExactly("active");
    assertThat(names(asAnn.get(TOKENS + "?state=inactive"))).containsExactly("revoked", "expired");
    assertThat(names(asAnn.get(TOKENS + "?revoked=False"))).containsExactly("active", "expired");
    assertThat(names(asAnn.get(TOKENS + "?revoked=true&state=active"))).isEmpty();
    assertThat(asAnn.get(TOKENS + "?state=new").status()).isEqualTo(400);
  }

  @Test
  void thatOfAnotherIsNotToldApartFromNone() throws Exception {
    Rest.Reply other = asAnn.get(TOKENS + "/1");
    Rest.Reply none = asAnn.get(TOKENS + "/999");

    assertThat(other.status()).isEqualTo(404);
    assertThat(other.raw()).isEqualTo(none.raw());
    assertThat(asAnn.delete(TOKENS + "/1").status()).isEqualTo(404);
    assertThat(asAnn.post(TOKENS + "/1/rotate", Map.of()).status()).isEqualTo(404);
    assertThat(root.get(TOKENS + "/1").status()).isEqualTo(200);
  }

  @Test
  void tokenKnowsItselfAndPasswordIsNone() throws Exception {
    Rest.Reply made = make(draft("ci", "read_api"));

    assertThat(with(made).get(TOKENS + "/self").text("id")).isEqualTo(made.text("id"));
    assertThat(
            Rest.basic(server, ann.username(), made.text("token")).get(TOKENS + "/self").text("id"))
        .isEqualTo(made.text("id"));
    Rest byPassword = Rest.password(server, ann);
    assertThat(byPassword.get(TOKENS + "/self").status()).isEqualTo(404);
    assertThat(byPassword.delete(TOKENS + "/self").status()).isEqualTo(404);
  }

  @Test
  void revokedOneEndsAtOnceAndStaysInTheList() throws Exception {
    Rest.Reply made = make(draft("ci", "api"));

    assertThat(with(made).delete(TOKENS + "/self").status()).isEqualTo(204);
    assertThat(with(made).get("/user").status()).isEqualTo(401);
    Rest.Reply shown = asAnn.get(TOKENS + "/" + made.text("id"));
    assertThat(shown.text("revoked")).isEqualTo("true");
    assertThat(shown.text("active")).isEqualTo("false");
    assertThat(asAnn.delete(TOKENS + "/" + made.text("id")).status()).isEqualTo(204);
  }

  @Test
  void administratorEndsThoseOfOthers() throws Exception {
    Rest.Reply made = make(draft("ci", "api"));

    assertThat(root.delete(TOKENS + "/" + made.text("id")).status()).isEqualTo(204);
    assertThat(with(made).get("/user").status()).isEqualTo(401);
  }

  @Test
  void rotationEndsTheOldSecretAtOnce() throws Exception {
    Rest.Reply old = make(draft("ci", "api"));

    Rest.Reply rotated = with(old).post(TOKENS + "/self/rotate", Map.of());

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.text("id")).isNotEqualTo(old.text("id"));
    assertThat(rotated.text("name")).isEqualTo("ci");
    assertThat(rotated.body().get("scopes")).isEqualTo(old.body().get("scopes"));
    assertThat(rotated.body().get("expires_at").isNull()).isTrue();
    assertThat(with(old).get("/user").status()).isEqualTo(401);
    assertThat(with(rotated).get("/user").text("username")).isEqualTo(ann.username());
  }

  @Test
  void rotatedOneLivesAsLongAsTheFormerWasMadeFor() throws Exception {
    Rest.Reply old = make(Map.of("name", "ci", "scopes", "api", "expires_at", "2026-06-08"));
    server.clock.set(Instant.parse("2026-06-06T12:00:00Z"));

    Rest.Reply rotated = asAnn.post(TOKENS + "/" + old.text("id") + "/rotate", Map.of());
    Rest.Reply chosen =
        asAnn.post(
            TOKENS + "/" + rotated.text("id") + "/rotate", Map.of("expires_at", "2026-12-31"));

    assertThat(rotated.text("expires_at")).isEqualTo("2026-06-13");
    assertThat(chosen.text("expires_at")).isEqualTo("2026-12-31");
  }

  @Test
  void revokedOneIsNotRotated() throws Exception {
    String id = make(draft("ci", "api")).text("id");
    asAnn.delete(TOKENS + "/" + id);

    assertThat(asAnn.post(TOKENS + "/" + id + "/rotate", Map.of()).status()).isEqualTo(409);
    assertThat(names(asAnn.get(TOKENS))).containsExactly("ci");
  }
}
