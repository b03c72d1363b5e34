package org.diabolo.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}. */
@Command(
    name = "bench",
    description =
        "Measures: Diabolo beside its peers, its rounds, what more replicas bring, what codes are worth after a retraining.",
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      BenchAveraging.class,
      BenchRounds.class,
      BenchExecutors.class,
      BenchScaling.class,
      BenchEngine.class,
      BenchEncode.class,
      BenchRetrain.class
    })
final class BenchCommand {
  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;
}
