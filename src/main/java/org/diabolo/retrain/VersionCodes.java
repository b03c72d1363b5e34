package org.diabolo.retrain;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diabolo.encode.Made;
import org.diabolo.job.BadDataException;
import org.diabolo.network.Bundle;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Folder;
import org.diabolo.store.Publication;
import org.diabolo.store.StoreFailure;

/**
 * Codes of all rows by one version: {@code _codes/<version>}, or what its run has encoded.
 *
 * @param job the job's folder
 * @param version a run id
 * @param model by which it is told from others
 */
record VersionCodes(Folder job, String version, Map<String, String> model) {
  /** Folders of codes by version, beside the runs. */
  static final String FOLDER = "_codes";

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
    for (String codes : List.of(FOLDER + "/" + version, version + "/encodings")) {
      if (place(codes).exists()) {
        Optional<String> flaw = flaw(codes, Made::missing);
        if (flaw.isEmpty()) {
          return new Found(Optional.of(codes), warnings);
        }
        warnings.add(flaw.get());
      }
    }
    warnings.add(
        "version "
            + version
            + " has no whole codes, so the decision names none; write them with: diabolo encode");
    return new Found(Optional.empty(), warnings);
  }

  /**
   * Reads all their files.
   *
   * @throws BadDataException when they are not whole, or another model's
   */
  void require(String codes) {
    flaw(codes, Made::damage)
        .ifPresent(
            flaw -> {
              throw new BadDataException(
                  flaw + "; make them again with: diabolo encode --run-id " + version);
            });
  }

  /** Looks closely at the files that are said to be there. */
  private interface Look {
    Optional<String> flaw(Made made, Folder place);
  }

  private Optional<String> flaw(String codes, Look look) {
    Folder place = place(codes);
    try {
      if (!Publication.isPublished(place, Publication.SUCCESS)) {
        return Optional.of(place + ": there are no whole codes");
      }
      Optional<Made> made = Made.at(place);
      if (made.isEmpty()) {
        return Optional.of(place + ": nothing tells which model made these codes");
      }
      return made.get().from().model().equals(model)
          ? look.flaw(made.get(), place).map(flaw -> place + "/" + flaw)
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
    Folder place = job;
    for (String step : codes.split("/")) {
      place = place.folder(step);
    }
    return place;
  }
}
