package org.diabolo.retrain.gate;

import java.util.Optional;
import java.util.function.Function;
import org.diabolo.job.BadDataException;
import org.diabolo.job.JobSpec;
import org.diabolo.job.VersionName;
import org.diabolo.network.Bundle;
import org.diabolo.network.BundleStore;
import org.diabolo.space.CodePairs;
import org.diabolo.space.Degree;
import org.diabolo.store.Folder;

/**
 * The model that began a candidate's code space: each candidate is a little off its champion, and
 * only beside the first one it shows how these add up.
 *
 * @param version of it
 * @param bundle the model; null where it need not or cannot be asked
 * @param whyNot it cannot be, in words; null where it can
 */
record FirstModel(String version, Bundle bundle, String whyNot) {
  /**
   * @param spec the job as it is now
   * @param champion version in use
   * @param bundles where a run of the job has its bundle, by the run's id
   * @return nothing where the candidate itself begins its space
   */
  static Optional<FirstModel> of(
      JobSpec spec, Bundle candidate, String champion, Function<String, Folder> bundles) {
    String version = candidate.card().codeSpace();
    if (version.equals(candidate.card().version())) {
      return Optional.empty();
    }
    if (version.equals(champion)) {
      return Optional.of(new FirstModel(version, null, null));
    }
    Optional<String> run = VersionName.run(version, spec.name());
    if (run.isEmpty()) {
      return Optional.of(new FirstModel(version, null, "it is of another job"));
    }
    Folder place = bundles.apply(run.get());
    if (!BundleStore.isAt(place)) {
      return Optional.of(new FirstModel(version, null, "its bundle is gone"));
    }
    try {
      Bundle bundle = Gate.open(place);
      return Optional.of(
          Comparability.sourceProblems(spec, "the first model", bundle, candidate).stream()
              .findFirst()
              .map(why -> new FirstModel(version, null, why))
              .orElseGet(() -> new FirstModel(version, bundle, null)));
    } catch (BadDataException e) {
      return Optional.of(new FirstModel(version, null, "it cannot be run: " + e.getMessage()));
    }
  }

  /**
   * @param champion version in use, which may be the first one
   * @param sums of the held-out rows
   */
  ComparedCodes.First told(String champion, ErrorSums sums) {
    if (whyNot != null) {
      return new ComparedCodes.First(version, null, whyNot);
    }
    Optional<Degree> degree = version.equals(champion) ? sums.degree() : sums.degreeOfFirst();
    return degree
        .map(it -> new ComparedCodes.First(version, it, null))
        .orElseGet(
            () ->
                new ComparedCodes.First(
                    version,
                    null,
                    "fewer than %d held-out rows that it takes".formatted(CodePairs.LEAST)));
  }
}
