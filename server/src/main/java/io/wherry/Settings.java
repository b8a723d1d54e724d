package io.wherry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of all settings: from the environment, else from the file, else the defaults. Every
 * value was checked.
 */
final class Settings {
  private static final String PREFIX = "WHERRY_";

  /** Variables that are no settings. */
  private static final Pattern OTHERS =
      Pattern.compile("WHERRY_(ROOT_PASSWORD|ROOT_TOKEN|INSTANCE_KEY_FILE|JAVA_OPTIONS)");

  private static final String HOST_OF_SERVICE = "SERVICE_HOST";

  /** What else Kubernetes makes of a service, behind its name. */
  private static final Pattern SERVICE = Pattern.compile("SERVICE_\\w+|PORT(_\\w+)?");

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /** Throws {@code INVALID} for an unknown key and for a value that is not allowed. */
  static Settings read(Optional<Path> file, Map<String, String> environment) throws IOException {
    var values = new EnumMap<Setting, String>(Setting.class);
    if (file.isPresent()) {
      readFile(file.get(), values);
    }
    refuseUnknown(environment);
    for (Setting setting : Setting.values()) {
      Optional.ofNullable(environment.get(setting.variable()))
          .ifPresent(value -> put(setting, value, values));
    }
    return new Settings(values);
  }

  /** Of one called {@code wherry}, or {@code wherry-web}. */
  private static boolean isOfService(String name, Set<String> all) {
    return all.stream()
        .filter(other -> other.startsWith(PREFIX) && other.endsWith(HOST_OF_SERVICE))
        .map(host -> host.substring(0, host.length() - HOST_OF_SERVICE.length()))
        .filter(name::startsWith)
        .anyMatch(service -> SERVICE.matcher(name.substring(service.length())).matches());
  }

  private static void refuseUnknown(Map<String, String> environment) {
    Set<String> known =
        Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());
    environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX))
        .filter(name -> !known.contains(name) && !OTHERS.matcher(name).matches())
        .filter(name -> !isOfService(name, environment.keySet()))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ProblemException(
                  Problem.INVALID,
                  "there is no setting for " + name + "; there are " + Setting.keys());
            });
  }

  /** The same with one value replaced, as an option of the command line does it. */
  Settings with(Setting setting, String value) {
    var changed = new EnumMap<Setting, String>(Setting.class);
    changed.putAll(values);
    put(setting, value, changed);
    return new Settings(changed);
  }

  String text(Setting setting) {
    return values.getOrDefault(setting, setting.standard());
  }

  boolean isOn(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  long number(Setting setting) {
    return Setting.number(text(setting));
  }

  private static void readFile(Path file, Map<Setting, String> values) throws IOException {
    if (!Files.isReadable(file)) {
      throw new ProblemException(Problem.NOT_FOUND, "cannot read the settings file " + file);
    }
    try {
      // A key that stands there twice is an error, not a matter of which comes last.
      JsonNode root =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(file.toFile());
      if (!root.isObject() && !root.isMissingNode() && !root.isNull()) {
        throw new ProblemException(Problem.INVALID, file + " does not consist of keys and values");
      }
      flatten("", root, values);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.INVALID,
          file + " is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<Setting, String> values) {
    node.properties()
        .forEach(
            property -> {
              String key = prefix + property.getKey();
              JsonNode value = property.getValue();
              if (value.isObject()) {
                flatten(key + ".", value, values);
              } else {
                put(known(key), single(key, value), values);
              }
            });
  }

  /** Neither a list nor an empty value: the first is no text, the second would read "null". */
  private static String single(String key, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new ProblemException(Problem.INVALID, "setting " + key + " needs one value");
    }
    return value.asText();
  }

  private static Setting known(String key) {
    return Setting.ofKey(key)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.INVALID,
                    "there is no setting " + key + "; there are " + Setting.keys()));
  }

  private static void put(Setting setting, String value, Map<Setting, String> values) {
    setting.check(value);
    values.put(setting, value);
  }
}
