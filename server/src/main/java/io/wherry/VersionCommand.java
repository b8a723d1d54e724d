package io.wherry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wherry.cli.DataOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wherry version}. */
@Command(name = "version", description = "show the version, the commit and the Java it runs on")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOptions options;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Version version = Version.ofThisBuild();
    var values = new LinkedHashMap<String, String>();
    values.put("version", version.number());
    values.put("commit", version.commit());
    values.put("java", Runtime.version().toString());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(values));
    } else {
      values.forEach((name, value) -> out.println(name + " " + value));
    }
    out.flush();
    return 0;
  }
}
