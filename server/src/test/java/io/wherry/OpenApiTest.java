package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API's description of itself says what is served, and nothing else. */
class OpenApiTest {
  private static final String BASE = "/api/v4";

  private static TestServer server;
  private static JsonNode document;

  /** One operation of the document. */
  private record Operation(String path, String method, JsonNode content) {
    String name() {
      return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    /** Its parameters of that place, such as {@code path}. */
    List<String> parameters(String place) {
      return stream(content.path("parameters"))
          .map(OpenApiTest::resolve)
          .filter(parameter -> parameter.path("in").asText().equals(place))
          .map(parameter -> parameter.path("name").asText())
          .toList();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    document = Rest.nobody(server).get("/openapi.json").success();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return array.valueStream();
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(new Operation(path.getKey(), method.getKey(), method.getValue()));
      }
    }
    return operations;
  }

  private static List<Route> routes() {
    return Api.protocols(server.instance(), server.projectDesk()).stream()
        .flatMap(protocol -> protocol.routes().stream())
        .toList();
  }

  private static String name(Route route) {
    return route.method() + " " + route.pattern().toString().substring(BASE.length());
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    assertThat(operations().stream().map(Operation::name))
        .containsExactlyInAnyOrderElementsOf(routes().stream().map(OpenApiTest::name).toList());
  }

  @Test
  void everyVariableOfAPathIsDeclared() {
    for (Operation operation : operations()) {
      List<String> variables =
          Stream.of(operation.path().split("/"))
              .filter(part -> part.startsWith("{"))
              .map(part -> part.substring(1, part.length() - 1))
              .toList();
      assertThat(operation.parameters("path")).as(operation.name()).isEqualTo(variables);
    }
  }

  @Test
  void everyOperationSaysWhatItDoesAndAnswers() {
    for (Operation operation : operations()) {
      assertThat(operation.content().path("summary").asText()).as(operation.name()).isNotBlank();
      List<String> statuses = new ArrayList<>();
      operation.content().path("responses").fieldNames().forEachRemaining(statuses::add);
      assertThat(statuses).as(operation.name()).anyMatch(status -> status.startsWith("2"));
    }
    assertThat(operations().stream().map(it -> it.content().path("operationId").asText()))
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void operationWhoseHandlerNeedsNobodySaysSo() {
    List<String> open =
        routes().stream()
            .filter(route -> route.requirement().toString().startsWith("open"))
            .map(OpenApiTest::name)
            .toList();

    assertThat(operations().stream().filter(OpenApiTest::isOpen).map(Operation::name))
        .containsExactlyInAnyOrderElementsOf(open);
  }

  private static boolean isOpen(Operation operation) {
    JsonNode security = operation.content().path("security");
    return security.isArray() && security.isEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = document.findValues("$ref");

    assertThat(references).isNotEmpty();
    for (JsonNode reference : references) {
      assertThat(document.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void listsSayThatTheyComeInPages() {
    for (Operation operation : operations()) {
      JsonNode answer = operation.content().at("/responses/200");
      boolean list = answer.at("/content/application~1json/schema/type").asText().equals("array");

      assertThat(answer.path("headers").has("X-Next-Page")).as(operation.name()).isEqualTo(list);
      assertThat(operation.parameters("query").contains("page"))
          .as(operation.name())
          .isEqualTo(list);
    }
  }

  @Test
  void urlIsTheOneThatTheClientUses() {
    assertThat(document.at("/servers/0/url").asText()).isEqualTo(server.url() + BASE);
    assertThat(document.get("openapi").asText()).isEqualTo("3.1.0");
  }

  @Test
  void answersHaveTheFieldsThatAreRequired() throws Exception {
    Rest root = Rest.root(server);
    long group = root.post("/groups", Map.of("name", "acme", "path", "acme")).id();
    long project = root.post("/projects", Map.of("name", "app", "namespace_id", group)).id();
    String tokens = "/projects/" + project + "/deploy_tokens";
    root.post(tokens, Map.of("name", "ci", "scopes", "read_repository")).success();

    assertFits(root.get("/version").success(), "Version");
    assertFits(root.get("/user").success(), "User");
    assertFits(root.get("/personal_access_tokens").success().get(0), "PersonalToken");
    assertFits(root.get("/audit_events").success().get(0), "AuditEvent");
    assertFits(root.get("/groups/acme").success(), "Group");
    assertFits(root.get("/projects/" + project).success(), "SimpleProject");
    assertFits(root.get("/groups/" + group + "/members").success().get(0), "Member");
    assertFits(root.get(tokens).success().get(0), "DeployToken");
    assertFits(root.get(tokens).success().at("/0/secrets/0"), "SecretUse");
  }

  private static void assertFits(JsonNode answer, String schema) {
    JsonNode described = document.at("/components/schemas/" + schema);
    List<String> fields = new ArrayList<>();
    answer.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .as(schema)
        .containsAll(stream(described.get("required")).map(JsonNode::asText).toList());
  }
}
