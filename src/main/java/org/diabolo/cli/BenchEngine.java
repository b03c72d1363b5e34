package org.diabolo.cli;

import java.util.List;
import java.util.Optional;
import org.diabolo.bench.BenchResult;
import org.diabolo.bench.engine.EngineBench;
import org.diabolo.bench.engine.EngineCase;
import org.diabolo.bench.engine.EngineCases;
import org.diabolo.bench.engine.Turns;
import org.diabolo.bench.engine.Yardstick;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench engine}. */
@Command(
    name = "engine",
    description = {
      "Training steps and encodings on one thread: the fused engine, DL4J, PyTorch.",
      "All take part in one run, in turn, from the same start on the same batch. PyTorch comes from",
      "the Maven profile \"bench\", which the launcher builds on first use (150 MB)."
    })
final class BenchEngine implements Runnable {
  @Option(
      names = "--cases",
      split = ",",
      description = "How the names of the cases begin, for instance mlp,lstm (default: all).")
  private List<String> cases = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "0.4",
      description = "Of each one's turn (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--repetitions",
      defaultValue = "5",
      description = "Counted turns (default: ${DEFAULT-VALUE}).")
  private int repetitions;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "Seconds of each before them (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--pytorch",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "With PyTorch (default: yes).")
  private boolean pytorch;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    BenchOptions.requirePositive("--repetitions", repetitions);
    List<EngineCase> chosen = EngineCases.named(cases);
    Optional<Yardstick> yardstick = pytorch ? Yardstick.find() : Optional.empty();
    if (pytorch && yardstick.isEmpty()) {
      System.err.println("without PyTorch: scripts/diabolo bench engine gets it by mvn -P bench");
    }
    try {
      Turns turns = new Turns(warmUp, seconds, repetitions);
      BenchResult result = new EngineBench(turns, yardstick, System.err::println).run(chosen);
      BenchOptions.print(result);
    } finally {
      yardstick.ifPresent(Yardstick::close);
    }
  }
}
