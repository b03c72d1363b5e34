package org.diabolo.retrain;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.diabolo.codes.KeptCodes;
import org.diabolo.codes.ModelCodes;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.network.Bundle;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Folder;
import org.diabolo.store.StoreFailure;

/**
 * Codes of all rows by one version: {@code _codes/<version>}, or what its run has encoded.
 *
 * @param job the job's folder
 * @param version a run id
 * @param model by which it is told from others
 */
record VersionCodes(Folder job, String version, Map<String, String> model) {
  /**
   * @param codes relative to the job's folder
   * @param warnings to which is added why those that are there are not the version's
   */
  record Found(Optional<String> codes, List<String> warnings) {}

  static VersionCodes of(Folder job, RunDirectory run, Bundle bundle) {
    return new VersionCodes(job, run.id(), Made.model(bundle));
  }

  /** Looks for whole ones, by the names and lengths of their files. */
  Found find() {
    List<String> warnings = new ArrayList<>();
    for (String codes : List.of(KeptCodes.FOLDER + "/" + version, version + "/encodings")) {
      if (place(codes).exists()) {
        Optional<String> flaw = flaw(codes, ModelCodes::missing);
        if (flaw.isEmpty()) {
          return new Found(Optional.of(codes), warnings);
        }
        warnings.add(flaw.get());
      }
    }
    warnings.add(
        "version "
            + version
            + " has no whole codes, so the decision names none; write them with: diabolo encode --new");
    return new Found(Optional.empty(), warnings);
  }

  /**
   * Reads all their files, and those of codes that were kept up with the rows since, which are read
   * in their place.
   *
   * @throws BadDataException when they are not whole, or another model's
   */
  void require(String codes) {
    String kept = KeptCodes.FOLDER + "/" + version;
    flaw(codes, ModelCodes::damage)
        .or(
            () ->
                kept.equals(codes) || ModelCodes.find(place(kept)).isEmpty()
                    ? Optional.empty()
                    : flaw(kept, ModelCodes::damage))
        .ifPresent(
            flaw -> {
              throw new BadDataException(
                  flaw + "; make them again with: diabolo encode --run-id " + version);
            });
  }

  private Optional<String> flaw(String codes, Function<ModelCodes, Optional<String>> look) {
    Folder place = place(codes);
    try {
      Optional<ModelCodes> found = ModelCodes.find(place);
      if (found.isEmpty()) {
        return Optional.of(place + ": there are no whole codes");
      }
      return found.get().model().equals(model)
          ? look.apply(found.get())
          : Optional.of(place + ": codes of another model");
    } catch (BadDataException e) {
      return Optional.of(e.getMessage());
    } catch (UncheckedIOException e) {
      if (StoreFailure.isOfStore(e)) {
        throw e;
      }
      return Optional.of(place + ": cannot be read");
    }
  }

  private Folder place(String codes) {
    return Codes.at(job, codes);
  }
}
