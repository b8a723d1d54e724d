package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People, as administrators keep them and everybody finds them. */
class UsersTest {
  private static TestServer server;
  private static Rest root;
  private static User ann;
  private static Rest asAnn;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    root = Rest.root(server);
    ann = server.user("ann");
    asAnn = Rest.password(server, ann);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Map<String, ?> draft(String name) {
    return Map.of(
        "username", name, "name", "Mr " + name, "email", name + "@x.org", "password", " 12345678 ");
  }

  private static long make(String name) throws Exception {
    return root.post("/users", draft(name)).body().get("id").asLong();
  }

  @Test
  void everybodySeesHimself() throws Exception {
    Rest.Reply answer = asAnn.get("/user");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("id")).isEqualTo(String.valueOf(ann.id()));
    assertThat(answer.text("username")).isEqualTo("ann");
    assertThat(answer.text("name")).isEqualTo("ann");
    assertThat(answer.text("state")).isEqualTo("active");
    assertThat(answer.text("email")).isEqualTo("ann@example.org");
    assertThat(answer.text("created_at")).isEqualTo("2026-06-01T12:00:00.000Z");
    assertThat(answer.body().has("is_admin")).isFalse();
    assertThat(answer.body().get("avatar_url").isNull()).isTrue();
  }

  @Test
  void administratorIsToldThatHeIsOne() throws Exception {
    assertThat(root.get("/user").text("is_admin")).isEqualTo("true");
  }

  @Test
  void nobodyInParticularSeesNobody() throws Exception {
    Rest anonymous = Rest.nobody(server);

    assertThat(anonymous.get("/user").status()).isEqualTo(401);
    assertThat(anonymous.get("/users").status()).isEqualTo(401);
    assertThat(anonymous.get("/users/" + ann.id()).status()).isEqualTo(401);
  }

  @Test
  void everybodyFindsOthersByName() throws Exception {
    make("bert");

    assertThat(asAnn.get("/users?username=BERT").texts("username")).containsExactly("bert");
    assertThat(asAnn.get("/users?username=bert&page=2").texts("username")).isEmpty();
    assertThat(asAnn.get("/users?username=ber").texts("username")).isEmpty();
    assertThat(asAnn.get("/users?search=r%20BE").texts("username")).containsExactly("bert");
    assertThat(asAnn.get("/users?search=%25").texts("username")).isEmpty();
  }

  @Test
  void emailsAreForAdministrators() throws Exception {
    long id = make("carl");

    assertThat(root.get("/users/" + id).text("email")).isEqualTo("carl@x.org");
    assertThat(root.get("/users?search=carl@x").texts("is_admin")).containsExactly("false");
    assertThat(asAnn.get("/users?search=carl@x").texts("id")).isEmpty();
    for (String path : new String[] {"/users/" + id, "/users?search=carl"}) {
      assertThat(asAnn.get(path).status()).isEqualTo(200);
      assertThat(asAnn.get(path).raw()).contains("carl").doesNotContain("@", "is_admin");
    }
  }

  @Test
  void listComesInPages() throws Exception {
    Rest.Reply first = root.get("/users?per_page=1");

    assertThat(first.texts("username")).containsExactly("root");
    assertThat(first.header("X-Next-Page")).isEqualTo("2");
    assertThat(Integer.parseInt(first.header("X-Total"))).isGreaterThanOrEqualTo(2);
    assertThat(first.header("Link")).contains("page=2&per_page=1>; rel=\"next\"");
    assertThat(root.get("/users?per_page=1&page=2").texts("username")).containsExactly("ann");
  }

  @Test
  void administratorMakesSomebodyWhoSignsInAtOnce() throws Exception {
    Rest.Reply made = root.post("/users", draft("dora"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.text("username")).isEqualTo("dora");
    assertThat(made.text("name")).isEqualTo("Mr dora");
    assertThat(made.text("is_admin")).isEqualTo("false");
    assertThat(made.raw()).doesNotContain("12345678");
    assertThat(signIn("dora", " 12345678 ").status()).isEqualTo(200);
    assertThat(signIn("dora", "12345678").status()).isEqualTo(401);
  }

  private static Rest.Reply signIn(String username, String password) throws Exception {
    return Rest.basic(server, username, password).get("/user");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Rest.Reply nothing = root.post("/users", Map.of("admin", true));
    Rest.Reply noPassword =
        root.post("/users", Map.of("username", "emil", "name", "E", "email", "e@x.org"));

    assertThat(nothing.status()).isEqualTo(400);
    assertThat(nothing.text("error"))
        .isEqualTo("email is missing, name is missing, username is missing");
    assertThat(noPassword.status()).isEqualTo(400);
    assertThat(noPassword.text("error")).startsWith("password is missing");
  }

  @Test
  void nobodyIsMadeTwice() throws Exception {
    make("fred");

    Rest.Reply again = root.post("/users", draft("FRED"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("message")).isEqualTo("Username has already been taken");
  }

  @Test
  void onlyAdministratorsMakeAndChangePeople() throws Exception {
    String himself = "/users/" + ann.id();

    assertThat(asAnn.post("/users", draft("gerd")).status()).isEqualTo(403);
    assertThat(asAnn.put(himself, Map.of("admin", true)).status()).isEqualTo(403);
    assertThat(asAnn.delete(himself).status()).isEqualTo(403);
    assertThat(asAnn.post(himself + "/block", Map.of()).status()).isEqualTo(403);
    assertThat(asAnn.post(himself + "/unblock", Map.of()).status()).isEqualTo(403);
    assertThat(server.accounts().findByName("gerd")).isEmpty();
  }

  @Test
  void tokenThatReadsChangesNobody() throws Exception {
    User admin = server.user("hanna", true);
    Rest reading = Rest.as(server, admin, PersonalScope.READ_API);

    assertThat(reading.get("/users").status()).isEqualTo(200);
    assertThat(reading.post("/users", draft("ida")).status()).isEqualTo(403);
    assertThat(reading.delete("/users/" + ann.id()).status()).isEqualTo(403);
  }

  @Test
  void whatIsNotGivenStaysAsItIs() throws Exception {
    long id = make("jan");

    Rest.Reply changed = root.put("/users/" + id, Map.of("name", "Jan", "admin", true));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("name")).isEqualTo("Jan");
    assertThat(changed.text("is_admin")).isEqualTo("true");
    assertThat(changed.text("username")).isEqualTo("jan");
    assertThat(changed.text("email")).isEqualTo("jan@x.org");
    assertThat(signIn("jan", " 12345678 ").status()).isEqualTo(200);
  }

  @Test
  void newPasswordTakesThePlaceOfTheOld() throws Exception {
    long id = make("kai");

    assertThat(root.put("/users/" + id, Map.of("password", "another one")).status()).isEqualTo(200);
    assertThat(signIn("kai", "another one").status()).isEqualTo(200);
    assertThat(signIn("kai", " 12345678 ").status()).isEqualTo(401);
  }

  @Test
  void badPasswordKeepsTheRestFromBeingChanged() throws Exception {
    long id = make("lea");

    Rest.Reply refused = root.put("/users/" + id, Map.of("name", "Lea", "password", "short"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(root.get("/users/" + id).text("name")).isEqualTo("Mr lea");
  }

  @Test
  void blockedPersonIsShutOutAtOnce() throws Exception {
    long id = make("max");

    Rest.Reply blocked = root.post("/users/" + id + "/block", Map.of());

    assertThat(blocked.status()).isEqualTo(201);
    assertThat(blocked.raw()).isEqualTo("true");
    assertThat(root.get("/users/" + id).text("state")).isEqualTo("blocked");
    assertThat(signIn("max", " 12345678 ").status()).isEqualTo(403);
    assertThat(root.post("/users/" + id + "/unblock", Map.of()).raw()).isEqualTo("true");
    assertThat(signIn("max", " 12345678 ").status()).isEqualTo(200);
  }

  @Test
  void administratorCannotShutHimselfOut() throws Exception {
    assertThat(root.post("/users/1/block", Map.of()).status()).isEqualTo(403);
    assertThat(root.put("/users/1", Map.of("admin", false)).status()).isEqualTo(403);
    assertThat(root.delete("/users/1").status()).isEqualTo(403);
  }

  @Test
  void removedPersonIsGone() throws Exception {
    long id = make("nina");

    assertThat(root.delete("/users/" + id).status()).isEqualTo(204);
    assertThat(root.get("/users/" + id).status()).isEqualTo(404);
    assertThat(root.get("/users/" + id).text("message")).isEqualTo("404 User Not Found");
    assertThat(root.delete("/users/" + id).status()).isEqualTo(404);
    assertThat(signIn("nina", " 12345678 ").status()).isEqualTo(401);
  }

  @Test
  void idIsANumber() throws Exception {
    assertThat(root.get("/users/ann").status()).isEqualTo(400);
    assertThat(root.get("/users/ann").text("error")).isEqualTo("id is invalid");
  }
}
