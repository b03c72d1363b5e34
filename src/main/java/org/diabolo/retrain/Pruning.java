package org.diabolo.retrain;

import static java.util.stream.Collectors.toCollection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diabolo.codes.KeptCodes;
import org.diabolo.job.NotOwnerException;
import org.diabolo.job.VersionName;
import org.diabolo.pipeline.RunDirectory;
import org.diabolo.store.Application;
import org.diabolo.store.Folder;

/**
 * Removes versions that nobody needs. Kept are the champion, the one that began its code space, the
 * one before, the newest, and what young decisions name.
 *
 * @param versions all of the job, the newest first
 * @param keep how many of the newest are kept
 * @param retention of decisions: what one that is not older names is kept
 * @param now by the clock of this machine
 */
public record Pruning(List<ModelVersion> versions, int keep, Duration retention, Instant now) {
  private static final String MANIFEST = "manifest.json";

  /** What can be made again, or serves training alone, goes first; a model last. */
  private static final List<String> FIRST = List.of("checkpoints", "prepared");

  private static final String LAST = "bundle";

  /**
   * A version that goes.
   *
   * @param version its run id
   * @param bytes of each of its folders, by their names below the job's
   */
  public record Old(String version, Map<String, Long> bytes) {
    /**
     * @return of all its folders
     */
    public long total() {
      return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * @param registry of the job
   * @return what would be removed, the oldest last; nothing is
   */
  public List<Old> old(Registry registry) {
    Set<String> kept = kept(registry);
    return versions.stream()
        .filter(each -> each.run() != null && !kept.contains(each.version()))
        .map(each -> old(registry.job(), each.version()))
        .toList();
  }

  private Set<String> kept(Registry registry) {
    Set<String> kept = new HashSet<>();
    versions.stream()
        .filter(each -> each.run() != null)
        .limit(keep)
        .forEach(each -> kept.add(each.version()));
    registry.champion().ifPresent(one -> kept.addAll(withFirst(registry, one.version())));
    registry.before().ifPresent(one -> kept.add(one.version()));
    for (Decision decision : registry.decisions().all()) {
      if (isYoung(decision)) {
        kept.add(decision.version());
        kept.add(decision.previous());
      }
    }
    return kept;
  }

  /** And the first of its code space, beside which the gate tells how far codes have come. */
  private Set<String> withFirst(Registry registry, String champion) {
    return versions.stream()
        .filter(each -> each.version().equals(champion) && each.codeSpace() != null)
        .flatMap(each -> VersionName.run(each.codeSpace(), registry.job().name()).stream())
        .collect(toCollection(() -> new HashSet<>(Set.of(champion))));
  }

  /** So is one whose time nobody can tell. */
  private boolean isYoung(Decision decision) {
    try {
      return !Instant.parse(decision.time()).plus(retention).isBefore(now);
    } catch (DateTimeException e) {
      return true;
    }
  }

  private static Old old(Folder job, String version) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put(version, job.folder(version).totalSize());
    Folder codes = codes(job, version);
    if (codes.exists()) {
      bytes.put(KeptCodes.FOLDER + "/" + version, codes.totalSize());
    }
    return new Old(version, bytes);
  }

  private static Folder codes(Folder job, String version) {
    return KeptCodes.place(job, version);
  }

  /** Removes the folders in it but the model and the owner's. */
  private static void clear(Folder folder) {
    for (Folder inner : folder.folders()) {
      if (!inner.name().startsWith(".") && !inner.name().equals(LAST)) {
        inner.delete();
      }
    }
  }

  /**
   * Removes a version, while no other command is at work on it.
   *
   * @param registry of the job
   * @param version that {@link #old} has named
   * @return why it was left, in words; nothing where it is gone
   */
  public Optional<String> remove(Registry registry, String version) {
    Folder job = registry.job();
    RunDirectory run = registry.run(version);
    Folder codes = codes(job, version);
    RunDirectory taken;
    try {
      taken = run.taken(Application.NONE);
    } catch (NotOwnerException e) {
      return Optional.of(e.getMessage());
    }
    Folder takenCodes = null;
    try {
      takenCodes = codes.exists() ? codes.taken(Application.NONE) : null;
      // Who chooses a version takes its run too.
      if (kept(registry.again()).contains(version)) {
        return Optional.of("version " + version + " is needed since");
      }
      FIRST.forEach(name -> taken.folder().folder(name).delete());
      // As long as the manifest is there, what is left is found again.
      if (takenCodes != null) {
        clear(takenCodes);
      }
      clear(taken.folder());
      taken.folder().folder(LAST).delete();
      taken.folder().fileNames().stream()
          .filter(name -> !name.equals(MANIFEST))
          .forEach(taken.folder()::delete);
      taken.folder().delete(MANIFEST);
    } catch (NotOwnerException e) {
      return Optional.of(e.getMessage());
    } finally {
      if (takenCodes != null) {
        takenCodes.letGo();
      }
      taken.letGo();
    }
    codes.delete();
    run.folder().delete();
    return Optional.empty();
  }
}
