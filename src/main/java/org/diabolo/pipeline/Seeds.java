package org.diabolo.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diabolo.average.TrainingDivergedException;
import org.diabolo.corpus.PreparedCorpus;
import org.diabolo.corpus.Split;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.store.Folder;
import org.diabolo.store.Json;

/**
 * Several trainings on one corpus that differ in their seeds alone, one after the other, each in a
 * folder of its own in the run: {@code seeds/<seed>/}. The one with the least validation loss, of
 * equal ones that of the lower seed, is the run's model.
 */
record Seeds(RunContext context) {
  private static final String FOLDER = "seeds";

  /** All of them, begun or whole. */
  static Folder of(RunDirectory run) {
    return run.folder().folder(FOLDER);
  }

  private RunDirectory place(long seed) {
    return new RunDirectory(of(context.run()).folder(Long.toString(seed)));
  }

  /**
   * Trains those that are not whole yet, and chooses; one that diverges is left out.
   *
   * @throws TrainingDivergedException when all do
   * @throws BadDataException when there are no validation rows
   */
  void run() {
    requireValidation();
    try (Training training = new Training(context)) {
      ComparedSeeds compared = ComparedSeeds.of(losses(training));
      RunDirectory best = place(compared.chosen());
      context.run().folder().write(RoundLog.FILE, best.folder().text(RoundLog.FILE));
      Bundle chosen = told(BundleStore.load(best.bundle()), compared);
      BundleStore.save(training.finished(chosen), context.run().bundle());
      context.listener().stageEnded(compared.toString());
    }
  }

  private Map<Long, Double> losses(Training training) {
    int count = context.start().count();
    Map<Long, Double> losses = new LinkedHashMap<>();
    TrainingDivergedException diverged = null;
    for (int i = 0; i < count; i++) {
      long seed = context.spec().train().seed() + i;
      try {
        losses.put(seed, loss(training, seed, i + 1 + " of " + count));
      } catch (TrainingDivergedException e) {
        diverged = e;
        context.listener().stageEnded("seed " + seed + " is left out: " + e.getMessage());
      }
    }
    if (losses.isEmpty()) {
      throw diverged;
    }
    return losses;
  }

  private void requireValidation() {
    PreparedCorpus corpus = PreparedCorpus.load(context.run().prepared());
    if (corpus.rows(Split.VALID) == 0) {
      throw new BadDataException(
          "data.split.valid: no row is left to validate on, and of "
              + context.start().count()
              + " (retrain.seeds) the best by validation is to be taken");
    }
  }

  private double loss(Training training, long seed, String which) {
    RunDirectory place = place(seed);
    if (!place.trained() || BundleStore.damage(place.bundle()).isPresent()) {
      context.listener().stageBegins("training with seed " + seed + ", " + which);
      JobSpec spec = context.spec();
      Bundle trained = training.train(spec.training(spec.train().seeded(seed)), place);
      BundleStore.save(trained, place.bundle());
      // They were for who is killed before the bundle is whole.
      place.checkpoints().delete();
    }
    JsonNode loss =
        BundleStore.load(place.bundle())
            .card()
            .provenance()
            .at("/training/" + TrainingReport.VALID_LOSS);
    if (!loss.isNumber()) {
      throw new BadDataException(place.bundle() + ": does not tell its validation loss");
    }
    return loss.asDouble();
  }

  /** Of the job as it is, which names the first seed. */
  private Bundle told(Bundle best, ComparedSeeds compared) {
    ObjectNode provenance = best.card().provenance().deepCopy();
    provenance.set("job", TrainedBundle.job(context.spec()));
    provenance.set(ComparedSeeds.MEMBER, Json.tree(compared));
    return best.telling(provenance);
  }
}
