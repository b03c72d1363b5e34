package org.diabolo.cli;

import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.diabolo.bench.engine.EngineBench;
import org.diabolo.bench.engine.EngineCase;
import org.diabolo.bench.engine.EngineCases;
import org.diabolo.bench.engine.Turns;
import org.diabolo.bench.engine.Yardstick;
import org.diabolo.engine.natives.Natives;
import org.diabolo.engine.natives.Processor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench engine}. */
@Command(
    name = "engine",
    description = {
      "Training steps and encodings on one thread: the fused engine beside DL4J and PyTorch.",
      "All take part in one run, in turn, from the same start on the same batch. PyTorch comes",
      "with the Maven profile bench, which the launcher builds when it is first needed."
    })
final class BenchEngine implements Runnable {
  /** Says which of its variants this JVM cannot load; without Spark it does so past our logging. */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

  /** Who multiplies for PyTorch. */
  private enum PytorchBlas {
    /** The OpenBLAS that everybody else has: faster than MKL on processors that are not Intel's. */
    SHARED,
    /** Its own MKL. */
    OWN
  }

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

  @Option(
      names = "--pytorch-blas",
      description = {
        "Who multiplies for PyTorch: SHARED, the OpenBLAS of the others; OWN, its own MKL",
        "(default: the faster; OWN on Intel's processors, SHARED on others). Products of several",
        "matrices at once stay its own."
      })
  private PytorchBlas pytorchBlas = Processor.isIntel() ? PytorchBlas.OWN : PytorchBlas.SHARED;

  @Option(names = "--help", usageHelp = true, description = "Shows this help.")
  private boolean help;

  @Override
  public void run() {
    NETLIB.setLevel(Level.SEVERE);
    BenchOptions.requirePositive("--repetitions", repetitions);
    Optional<Yardstick> yardstick = pytorch ? yardstick() : Optional.empty();
    try {
      List<EngineCase> chosen = EngineCases.named(cases);
      Turns turns = new Turns(warmUp, seconds, repetitions);
      BenchOptions.print(new EngineBench(turns, yardstick, Screen.current()::say).run(chosen));
    } finally {
      yardstick.ifPresent(Yardstick::close);
    }
  }

  private Optional<Yardstick> yardstick() {
    // PyTorch's threads too follow from the environment that it is loaded in.
    Natives.prepare();
    Optional<Yardstick> found = Yardstick.find();
    if (found.isEmpty()) {
      System.err.println(
          "without PyTorch: it comes by scripts/diabolo bench engine, or mvn -P bench process-classes");
    }
    if (pytorchBlas == PytorchBlas.SHARED) {
      Natives.library().ifPresent(Loader::loadGlobal);
    }
    found.ifPresent(Yardstick::bindProducts);
    return found;
  }
}
