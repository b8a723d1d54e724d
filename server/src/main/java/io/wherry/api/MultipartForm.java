package io.wherry.api;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/**
 * A form in several parts, as {@code curl -F} sends it; short, since a body of this API is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartForm {
  private static final String DISPOSITION = "content-disposition:";

  private MultipartForm() {}

  /** Throws {@code MALFORMED} where it cannot be read. */
  static Parameters read(String contentType, byte[] body) {
    String boundary =
        Optional.ofNullable(parse(contentType).get("boundary"))
            .orElseThrow(() -> broken("it names no boundary"));
    try {
      MultipartInput input =
          MultipartInput.builder()
              .setByteArray(body)
              .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
              .get();
      return parts(input);
    } catch (IOException | IllegalArgumentException e) {
      throw broken("its parts do not end as they should");
    }
  }

  private static Parameters parts(MultipartInput input) throws IOException {
    var parameters = new Parameters();
    boolean more = input.skipPreamble();
    while (more) {
      Optional<String> name = name(input.readHeaders());
      var value = new ByteArrayOutputStream();
      input.readBodyData(value);
      name.ifPresent(known -> parameters.add(known, value.toString(StandardCharsets.UTF_8)));
      more = input.readBoundary();
    }
    return parameters;
  }

  private static Optional<String> name(String headers) {
    return headers
        .lines()
        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
        .findFirst()
        .flatMap(
            line -> Optional.ofNullable(parse(line.substring(DISPOSITION.length())).get("name")));
  }

  private static Map<String, String> parse(String header) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    return parser.parse(header, ';');
  }

  private static ProblemException broken(String how) {
    return new ProblemException(Problem.MALFORMED, "the form cannot be read: " + how);
  }
}
