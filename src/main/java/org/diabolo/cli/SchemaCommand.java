package org.diabolo.cli;

import org.diabolo.job.JobSchema;
import org.diabolo.store.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schema}: for a file or a pipe, so nothing but the schema is printed. */
@Command(
    name = "schema",
    description =
        "Prints a JSON Schema (draft 2020-12) of job files, by which editors complete and check them.")
final class SchemaCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    spec.commandLine().getOut().print(Json.pretty(JobSchema.tree()));
    spec.commandLine().getOut().flush();
  }
}
