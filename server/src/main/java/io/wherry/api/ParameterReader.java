package io.wherry.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wherry.http.Exchange;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Reads the parameters of a request: query, JSON, form, and form in several parts. */
final class ParameterReader {
  /** No request to this API has a reason to be longer. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int DEEPEST_JSON = 20;
  private static final int MOST_DIGITS = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST_JSON)
                          .maxNumberLength(MOST_DIGITS)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ParameterReader() {}

  /** Of the query alone: some clients send an empty document with a request that has no body. */
  static Parameters query(Exchange exchange) {
    return form(exchange.query());
  }

  /** Of query and body; what is in the body counts. */
  static Parameters all(Exchange exchange) throws IOException {
    Parameters parameters = query(exchange);
    parameters.replaceBy(body(exchange));
    return parameters;
  }

  private static Parameters body(Exchange exchange) throws IOException {
    byte[] body = read(exchange.body());
    String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (body.length == 0) {
      return new Parameters();
    }
    if (type.startsWith("application/json")) {
      return json(body);
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return form(new String(body, StandardCharsets.UTF_8));
    }
    if (type.startsWith("multipart/form-data")) {
      return MultipartForm.read(exchange.header("Content-Type").orElse(""), body);
    }
    throw new ProblemException(
        Problem.UNSUPPORTED,
        "the body is neither application/json nor a form: " + (type.isEmpty() ? "no type" : type));
  }

  private static byte[] read(InputStream in) throws IOException {
    byte[] body = in.readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new ProblemException(
          Problem.TOO_LARGE, "the body is longer than " + MOST_BYTES + " bytes");
    }
    return body;
  }

  static Parameters form(String text) {
    var parameters = new Parameters();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.add(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.MALFORMED, "a parameter has a broken percent encoding");
    }
  }

  private static Parameters json(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (StreamConstraintsException e) {
      throw notJson(e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      // The parser's own sentence repeats what it has read, which may be a secret.
      JsonLocation at = e.getLocation();
      throw notJson("line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    if (!root.isObject()) {
      throw new ProblemException(Problem.MALFORMED, "the body is not a JSON object");
    }
    var parameters = new Parameters();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      add(parameters, field.getKey(), field.getValue());
    }
    return parameters;
  }

  private static ProblemException notJson(String why) {
    return new ProblemException(Problem.MALFORMED, "the body is not JSON: " + why);
  }

  /** What has an inner structure is no parameter of ours, and left out. */
  private static void add(Parameters parameters, String name, JsonNode value) {
    if (value.isArray()) {
      parameters.addEmpty(name);
      value.forEach(item -> addSimple(parameters, name, item));
    } else {
      addSimple(parameters, name, value);
    }
  }

  private static void addSimple(Parameters parameters, String name, JsonNode value) {
    if (value.isNull()) {
      parameters.add(name, "");
    } else if (value.isValueNode()) {
      parameters.add(name, value.asText());
    }
  }
}
