package io.wherry.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.e2e.JarServer.Token;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what the API's clients return. */
final class Nodes {
  private Nodes() {}

  /** Some fields of an object; a missing one is empty. */
  static List<String> text(JsonNode object, String... names) {
    return List.of(names).stream().map(name -> object.path(name).asText()).toList();
  }

  /** A field of each object. */
  static List<String> texts(JsonNode objects, String name) {
    return list(objects).stream().map(object -> object.path(name).asText()).toList();
  }

  static List<Long> ids(JsonNode objects) {
    return list(objects).stream().map(object -> object.get("id").asLong()).toList();
  }

  static List<Long> numbers(JsonNode array) {
    return list(array).stream().map(JsonNode::asLong).toList();
  }

  /** Such as {@code ann 40}. */
  static String member(JsonNode member) {
    return String.join(" ", text(member, "username", "access_level"));
  }

  static List<String> members(JsonNode members) {
    return list(members).stream().map(Nodes::member).toList();
  }

  /** A deploy token that was just made. */
  static Token token(JsonNode made) {
    return new Token(
        made.get("id").asLong(), made.get("username").asText(), made.get("token").asText());
  }

  static List<String> scopes(JsonNode token) {
    return list(token.get("scopes")).stream().map(JsonNode::asText).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
