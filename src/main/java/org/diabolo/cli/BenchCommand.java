package org.diabolo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}. */
@Command(
    name = "bench",
    description = "Measures: Diabolo beside its peers, its rounds, and what more replicas bring.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      BenchAveraging.class,
      BenchRounds.class,
      BenchExecutors.class,
      BenchScaling.class,
      BenchEngine.class,
      BenchEncode.class
    })
final class BenchCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;
}
